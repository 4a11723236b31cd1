"""What captures does a path hold: WARC files, saved pages, plain text, singly or in folders?

::

    finding.py   which files of a path
    saved.py     a saved page or text, and what it says of its saving
    framing.py   where each record begins and ends, in damaged files too
    records.py   what a record holds
    coding.py    content as it was before it was packed
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import NotUnderstood
from .coding import decoded
from .finding import files_at, is_warc
from .held import FILE_BYTES_AT_MOST, Form, Held, Passed, Unreadable
from .records import Originals, WantsAddress, WarcStream, record_at, records_of, revisits_left
from .saved import saved_at

__all__ = [
    "FILE_BYTES_AT_MOST",
    "Form",
    "Held",
    "Originals",
    "Passed",
    "Unreadable",
    "decoded",
    "files_at",
    "held_at",
    "held_in",
    "is_warc",
    "revisits_left",
    "seen_in",
]


def held_in(file: Path) -> Iterator[Held | Unreadable]:
    """The captures of one file; what cannot be read is told, and never costs the rest."""
    return (found for found in seen_in(file) if not isinstance(found, Passed))


def seen_in(
    file: Path, wants: WantsAddress | None = None, originals: Originals | None = None
) -> Iterator[Held | Passed | Unreadable]:
    """The captures of one file, as above; of a file of records, those whose address is wanted.

    `originals` goes from file to file: what it holds is what a later record may refer to.
    """
    if is_warc(file):
        yield from records_of(file, wants, originals)
        return
    try:
        yield saved_at(file)
    except NotUnderstood as error:
        yield Unreadable(source=file.name, reason=str(error))
    except OSError as error:
        yield Unreadable(source=file.name, reason=f"{file} cannot be read: {error.strerror or error}.")


def held_at(folder: Path, warc_file: str, warc_offset: int) -> Held | Unreadable:
    """The bytes of one row of `captures`, from `warc_file` in the folder of captures.

    Only the record at the offset is read. A record that says "as before" holds no bytes: those of a row
    with `same_as` are to be asked for at that row's place.
    """
    return record_at(WarcStream(folder / warc_file), warc_offset)
