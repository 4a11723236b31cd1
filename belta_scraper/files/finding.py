"""Which files of a path hold captures?"""

from __future__ import annotations

from pathlib import Path

from ..errors import ArgumentNotUnderstood
from .framing import HEAD, begins_record

_WARC_NAMES = (".warc", ".warc.gz", ".wet", ".wet.gz", ".arc", ".arc.gz", ".wacz")
_NOT_CAPTURES = (
    ".json", ".jsonl", ".db", ".db-wal", ".db-shm", ".lock", ".md", ".py", ".yaml", ".toml", ".csv", ".log",
    ".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz", ".idx", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico",
    ".css", ".js", ".woff", ".woff2", ".ttf", ".pdf", ".mp3", ".mp4",
)  # fmt: skip
"""In a folder, endings of what is no capture: the pictures and scripts of saved pages, labels, archives, indexes."""


def files_at(path: Path) -> tuple[list[Path], list[Path]]:
    """The files of a path in the order of their names: those to take, and those passed over.

    A file given by itself is always taken. Raises `ArgumentNotUnderstood`.
    """
    if not path.exists():
        raise ArgumentNotUnderstood(f"There is nothing at {path}; path wants a file, or a folder of captures.")
    if path.is_file():
        return [path], []
    if not path.is_dir():
        raise ArgumentNotUnderstood(f"{path} is neither a file nor a folder; path wants one of them.")
    files = [file for file in sorted(path.rglob("*")) if file.is_file()]
    passed_over = [file for file in files if file.name.startswith(".") or file.name.lower().endswith(_NOT_CAPTURES)]
    set_aside = set(passed_over)
    taken = [file for file in files if file not in set_aside]
    if not taken:
        raise ArgumentNotUnderstood(f"The folder {path} holds no captures (WARC, HTML or text files).")
    return taken, passed_over


def is_warc(file: Path) -> bool:
    """Whether a file holds records, each with an address and a time of its own, whatever its name."""
    if file.name.lower().endswith(_WARC_NAMES):
        return True
    try:
        with file.open("rb") as stream:
            return begins_record(stream.read(HEAD))
    except OSError:
        return False
