"""What may a line in a log or on a terminal hold? One record is one line, and nothing in it acts.

Headlines, addresses and messages come from outside. A line break in them could forge a line of the
log, an escape sequence could rewrite the terminal, and a bidirectional control could turn the words
around; so they are shown by their numbers.
"""

from __future__ import annotations

import logging
import sys
import traceback
import unicodedata
from types import TracebackType
from typing import Any

from scrapy.settings import BaseSettings

NOTICE = 25
"""Level of what a person wants to see in a log by default, and that is no warning: how far a run is."""

_ACTS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # controls, formats, half characters, line and paragraph ends
_HARMLESS_FORMATS = "\u200c\u200d"  # join and part letters, and hold some emoji together


def harmless(text: str) -> str:
    r"""The text with everything that acts, instead of being seen, written as an escape.

    >>> harmless("Boat race\r\n2026-01-01 \x1b[2Jdone")
    'Boat race\\r\\n2026-01-01 \\x1b[2Jdone'
    """
    if text.isprintable():
        return text
    return "".join(
        sign.encode("unicode_escape").decode("ascii")
        if unicodedata.category(sign) in _ACTS and sign not in _HARMLESS_FORMATS
        else sign
        for sign in text
    )


def complain(of: object) -> None:
    """Say on stderr, in one line, what went wrong."""
    print(harmless(str(of)), file=sys.stderr)


class OneLine(logging.LogRecord):
    """A log record whose message is one line; a traceback follows on lines of its own, set in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exc_info and self.exc_info[1] is not None:
            self.exc_text = _traceback(self.exc_info[1], self.exc_info[2])

    def getMessage(self) -> str:  # noqa: N802  # logging's own name
        return harmless(super().getMessage())


def _traceback(error: BaseException, trace: TracebackType | None) -> str:
    """Formatters take a record's `exc_text` as it is."""
    lines = []
    for piece in traceback.format_exception(type(error), error, trace):
        # Frames, which are our own code, are set in and span lines; an error's message is from anywhere.
        lines += piece.splitlines() if piece.startswith("  File ") else [piece.strip("\n")]
    return "\n".join(f"    {harmless(line)}" for line in lines)


class HarmlessLog:
    """Scrapy add-on: every record of every handler, a service's own included, is a `OneLine`."""

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:  # noqa: ARG003  # Scrapy's interface
        logging.addLevelName(NOTICE, "NOTICE")
        logging.setLogRecordFactory(OneLine)
