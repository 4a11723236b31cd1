"""Where does each record of a WARC or ARC file begin and end, in a damaged file too?

The headers of records are read by warcio. Its own walk over a file ends at the first damage, and reports on
stderr what it could not unpack; here the walk goes on at the next record that can be read, and whatever it
passed is told with its offset.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from .held import FILE_BYTES_AT_MOST

_GZIP = b"\x1f\x8b\x08"
_BLOCK = 2**16
_SEARCHED_AT_ONCE = 2**20
HEAD = 4096
"""Bytes that are enough to see whether a record begins there."""
_FIRST_LINE = re.compile(rb"WARC/\d\.\d+\r?\n")
_NEXT_LINE = re.compile(rb"(?<=\n)WARC/\d\.\d+\r?\n")
_ARC_LINE = re.compile(rb"(?:https?|dns|filedesc|ftp)://?\S* \S+ \d{8,} ")


class RecordHeaders(Protocol):
    """A record's own headers, as warcio reads them."""

    headers: list[tuple[str, str]]

    def get_header(self, name: str) -> str | None: ...


Wants = Callable[[RecordHeaders], bool]
"""Whether a record's bytes are to be read; the others are passed without."""


@dataclass(frozen=True, slots=True)
class Framed:
    """One record, whole."""

    offset: int
    """Where it begins, or the gzip member that holds it."""
    place: int
    """In its gzip member, from 0: only the first of several can be read from the offset alone."""
    headers: RecordHeaders
    wanted: bool
    block: bytes = b""
    """Empty where it is not wanted."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What stands at an offset and cannot be read; in words that go on from "the record"."""

    offset: int
    reason: str


class _Broken(Exception):
    """A record that cannot be read; the message goes on from "the record"."""


class _Member(io.RawIOBase):
    """One member of a gzip file, unpacked as it is read; its check sum is checked at its end."""

    def __init__(self, file: BinaryIO, begin: bytes) -> None:
        self.file = file
        self.packed = begin
        self.unpacking = zlib.decompressobj(wbits=31)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self.unpacking.eof:
            packed = self.packed or self.file.read(_BLOCK)
            if not packed:
                raise _Broken("is cut off: the file ends within it")
            try:
                unpacked = self.unpacking.decompress(packed, len(buffer))
            except zlib.error as error:
                raise _Broken(f"is damaged: it cannot be unpacked ({error})") from None
            self.packed = self.unpacking.unconsumed_tail
            if unpacked:
                buffer[: len(unpacked)] = unpacked
                return len(unpacked)
        return 0


def framed(file: BinaryIO, wants: Wants) -> Iterator[Framed | Damage]:
    """The records of a file from where it stands, with the bytes of those that are wanted, and what is damaged.

    `file` can be sought in; where the damage is at its end, nothing comes after it.
    """
    begin = file.tell()
    packed = file.read(len(_GZIP)) == _GZIP
    file.seek(begin)
    walk, find = (_in_gzip, _next_member) if packed else (_in_plain, _next_plain)
    loader = _Loader()
    at: int | None = begin
    while at is not None:
        file.seek(at)
        damage: Damage | None = None
        for found in walk(file, loader, wants):
            yield found
            damage = found if isinstance(found, Damage) else None
        at = find(file, damage.offset + 1) if damage else None


class _Loader:
    """Reads records one by one, all of the format of the first."""

    def __init__(self) -> None:
        self.loader = ArcWarcRecordLoader(verify_http=False, arc2warc=True)
        self.format: str | None = None

    def read(self, stream: io.BufferedIOBase, line: bytes, wants: Wants, offset: int, place: int = 0) -> Framed:
        """A record, from its first line. Raises `_Broken`."""
        if self.format is None:
            self.format = "arc" if line.startswith(b"filedesc:") else "warc"
        try:
            record = self.loader.parse_record_stream(stream, line, self.format, no_record_parse=True)
        except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError):
            raise _Broken(f"is damaged: no record begins with {line[:60].decode('latin-1').strip()!r}") from None
        length = record.rec_headers.get_header("Content-Length")
        if record.length is None or length is None or not length.strip().isdigit():
            raise _Broken(f"is damaged: its Content-Length is {length!r}")
        if not wants(record.rec_headers):
            left = record.length
            while left:
                passed = len(record.raw_stream.read(min(left, _BLOCK)))
                if not passed:
                    raise _Broken("is cut off: the file ends within it")
                left -= passed
            return Framed(offset, place, record.rec_headers, wanted=False)
        if record.length > FILE_BYTES_AT_MOST:
            raise _Broken(f"has {record.length:,} bytes, more than any page")
        block: bytes = record.raw_stream.read(record.length)
        if len(block) < record.length:
            raise _Broken("is cut off: the file ends within it")
        return Framed(offset, place, record.rec_headers, wanted=True, block=block)


def _in_plain(file: BinaryIO, loader: _Loader, wants: Wants) -> Iterator[Framed | Damage]:
    """The records of an unpacked file, to its end or the first damage."""
    while line := _next_line(file):
        offset = file.tell() - len(line)
        try:
            found = loader.read(file, line, wants, offset)  # type: ignore[arg-type]
        except _Broken as broken:
            yield Damage(offset, str(broken))
            return
        yield found


def _in_gzip(file: BinaryIO, loader: _Loader, wants: Wants) -> Iterator[Framed | Damage]:
    """The records of a packed file, one or more to a member, to its end or the first damage."""
    offset = file.tell()
    packed = file.read(_BLOCK)
    while packed:
        if zeros := len(packed) - len(packed.lstrip(b"\0")):  # padding, of a copy from a disk
            packed, offset = packed[zeros:] or file.read(_BLOCK), offset + zeros
            continue
        if not packed.startswith(_GZIP[: len(packed)]):
            yield Damage(offset, "is damaged: no gzip member begins there")
            return
        member = _Member(file, packed)
        try:
            yield from _in_member(member, offset, loader, wants)
        except _Broken as broken:
            yield Damage(offset, str(broken))
            return
        packed = member.unpacking.unused_data
        offset = file.tell() - len(packed)
        packed = packed or file.read(_BLOCK)


def _in_member(member: _Member, offset: int, loader: _Loader, wants: Wants) -> Iterator[Framed]:
    """The records of one member. Raises `_Broken`."""
    with closing(io.BufferedReader(member, _BLOCK)) as stream:
        line, place = _next_line(stream), 0
        while line:
            found = loader.read(stream, line, wants, offset, place)
            # What follows is looked at first: at the member's end its check sum is held against its bytes.
            line = _next_line(stream)
            yield found
            place += 1


def _next_line(stream: BinaryIO | io.BufferedIOBase) -> bytes:
    """The next line that is not empty, or nothing at the end."""
    while (line := stream.readline(_BLOCK)) and not line.strip():
        pass
    return line


def _next_plain(file: BinaryIO, after: int) -> int | None:
    """Where, from some place on, the next record of an unpacked file begins."""
    file.seek(after)
    before, at = b"", after
    while block := file.read(_SEARCHED_AT_ONCE):
        window = before + block
        if found := _NEXT_LINE.search(window):
            return at + found.start() - len(before)
        before, at = window[-32:], at + len(block)
    return None


def _next_member(file: BinaryIO, after: int) -> int | None:
    """Where, from some place on, the next gzip member begins that holds a record."""
    file.seek(after)
    before, at = b"", after
    while block := file.read(_SEARCHED_AT_ONCE):
        window = before + block
        found = window.find(_GZIP)
        while found >= 0:
            candidate = at + found - len(before)
            file.seek(candidate)
            if begins_record(file.read(HEAD)):
                return candidate
            found = window.find(_GZIP, found + 1)
        at += len(block)
        file.seek(at)
        before = window[-len(_GZIP) + 1 :]
    return None


def begins_record(head: bytes) -> bool:
    """Whether these are the first bytes of a record, packed or not."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, HEAD)
        except zlib.error:
            return False
    return bool(_FIRST_LINE.match(head) or _ARC_LINE.match(head))
