"""How do records get into files that outlive a kill, a full disk and the loss of power?

A record is one gzip member, and leaves in one piece for the system before anything refers to it: so a run
that was killed leaves whole records. What could not be written whole is taken back. The disk is waited for
once per transaction of the archive, before that is committed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from os import fsync
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:  # warcio is loaded with the first record: many runs write none
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter


class WarcFiles:
    """The WARC files of one run, numbered in the order in which they are filled."""

    def __init__(self, folder: Path, name: str, file_bytes: int, software: str) -> None:
        """`name` is what the files' names begin with."""
        self.folder = folder
        self.name = name
        self.file_bytes = file_bytes
        self.software = software
        self._serial = 0
        self._file: BinaryIO | None = None
        self._size = 0
        self._to_last = False
        """Whether the disk is still to be waited for."""
        self._is_new = False
        self._gathered = BytesIO()
        self._writer: WARCWriter | None = None

    def append(self, records: Sequence[ArcWarcRecord]) -> tuple[str, int]:
        """Write records one after the other; the file's name, and where the first begins. Raises `OSError`."""
        if self._file is not None and self._size >= self.file_bytes:
            self.close()
        if self._file is None:
            self._begin_file()
        assert self._file is not None
        return Path(self._file.name).name, self._write(records)

    def make_last(self) -> None:
        """Wait until what was written is on the disk, and a new file's name too. Raises `OSError`."""
        if self._file is not None and self._to_last:
            fsync(self._file.fileno())
            self._to_last = False
        if self._is_new:
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                fsync(folder)
            finally:
                os.close(folder)
            self._is_new = False

    def close(self) -> None:
        """Raises `OSError`."""
        if self._file is not None:
            try:
                self.make_last()
            finally:
                self._file.close()
                self._file = None

    def _begin_file(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        while self._file is None:
            path = self.folder / f"{self.name}-{self._serial:05}.warc.gz"
            self._serial += 1
            try:
                self._file = path.open("xb", buffering=0)
            except FileExistsError:  # another archive's run of the same second writes to the same folder
                continue
            self._size, self._is_new = 0, True
            self._write([self._warcinfo(path.name)])

    def _warcinfo(self, name: str) -> ArcWarcRecord:
        return self._records().create_warcinfo_record(
            name,
            {
                "software": self.software,
                "format": "WARC File Format 1.1",
                "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
                "robots": "obey",
            },
        )

    def _records(self) -> WARCWriter:
        if self._writer is None:
            from warcio.warcwriter import WARCWriter

            self._writer = WARCWriter(self._gathered, gzip=True, warc_version="WARC/1.1")
        return self._writer

    def _write(self, records: Sequence[ArcWarcRecord]) -> int:
        assert self._file is not None
        self._gathered.seek(0)
        self._gathered.truncate()
        for record in records:
            self._records().write_record(record)
        begin, left = self._size, self._gathered.getbuffer()
        try:
            with left:
                written = 0
                while written < len(left):
                    written += self._file.write(left[written:])
        except OSError:
            # Half a record, of a disk that is full, would be damage to every reader.
            self._file.truncate(begin)
            raise
        self._size += written
        self._to_last = True
        return begin
