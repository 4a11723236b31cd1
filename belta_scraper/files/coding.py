"""Which bytes did a server send, before they were packed for the way?"""

from __future__ import annotations

import sys
import zlib

import brotli  # type: ignore[import-untyped]

from ..errors import NotUnderstood
from .held import FILE_BYTES_AT_MOST

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_PIECE = 2**16


def decoded(body: bytes, content_encoding: str | None, transfer_encoding: str | None = None) -> bytes:
    """The bytes of a message, unpacked. Raises `NotUnderstood` where they end before their end.

    Some tools unpack what they keep and leave the header that says it is packed: so bytes that do not
    begin like what the header names are taken as they are.

    >>> decoded(b"5\\r\\nbread\\r\\n0\\r\\n\\r\\n", None, "chunked")
    b'bread'
    >>> decoded(b"bread", "gzip", "chunked")
    b'bread'
    """
    if "chunked" in (transfer_encoding or "").lower():
        body = _without_chunks(body)
    for encoding in reversed((content_encoding or "").lower().split(",")):
        match encoding.strip():
            case "gzip" | "x-gzip" if body.startswith(_GZIP):
                body = gunzipped(body)
            case "deflate":
                body = _inflated(body)
            case "br":
                body = _without_brotli(body)
            case "zstd" if body.startswith(_ZSTD):
                body = _without_zstd(body)
    return body


def gunzipped(body: bytes) -> bytes:
    """A gzip file's content, of all its members. Raises `NotUnderstood`."""
    pieces, size = [], 0
    while body.startswith(_GZIP):
        unpacking = zlib.decompressobj(wbits=31)
        try:
            pieces.append(unpacking.decompress(body, FILE_BYTES_AT_MOST + 1 - size))
        except zlib.error as error:
            raise NotUnderstood(f"gzip that cannot be unpacked to its end ({error})") from None
        size += len(pieces[-1])
        if size > FILE_BYTES_AT_MOST:
            raise NotUnderstood("gzip that unpacks to more than any page has")
        if not unpacking.eof:
            raise NotUnderstood("gzip that cannot be unpacked to its end (it is cut off)")
        body = unpacking.unused_data
    return b"".join(pieces)


def _inflated(body: bytes) -> bytes:
    """With zlib's header, as the standard has it, or bare, as some servers send it."""
    for wbits in (15, -15):
        unpacking = zlib.decompressobj(wbits=wbits)
        try:
            unpacked = unpacking.decompress(body, FILE_BYTES_AT_MOST)
        except zlib.error:
            continue
        if not unpacking.eof:
            raise NotUnderstood("packed bytes (deflate) that are cut off, or unpack to more than any page has")
        return unpacked
    return body


def _without_brotli(body: bytes) -> bytes:
    unpacking = brotli.Decompressor()
    unpacked = bytearray()
    try:
        unpacked += unpacking.process(body, output_buffer_limit=_PIECE)
        while not unpacking.is_finished() and len(unpacked) <= FILE_BYTES_AT_MOST:
            piece = unpacking.process(b"", output_buffer_limit=_PIECE)
            if not piece:
                break
            unpacked += piece
    except brotli.error:
        if not unpacked:  # brotli has no mark at its beginning by which to tell it
            return body
        raise NotUnderstood("packed bytes (brotli) that are damaged") from None
    if not unpacking.is_finished():
        raise NotUnderstood("packed bytes (brotli) that are cut off, or unpack to more than any page has")
    return bytes(unpacked)


def _without_zstd(body: bytes) -> bytes:
    unpacking = zstd.ZstdDecompressor()
    try:
        unpacked: bytes = unpacking.decompress(body, FILE_BYTES_AT_MOST)
    except zstd.ZstdError as error:
        raise NotUnderstood(f"packed bytes (zstd) that are damaged ({error})") from None
    if not unpacking.eof:
        raise NotUnderstood("packed bytes (zstd) that are cut off, or unpack to more than any page has")
    return unpacked


def _without_chunks(body: bytes) -> bytes:
    """What came in pieces, put together; bytes that do not begin with a piece are whole already."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 256)
        size = _hexadecimal(body[at:end].partition(b";")[0].strip()) if end >= 0 else None
        if size is None:
            if at == 0:
                return body
            raise NotUnderstood("bytes that came in pieces, of which the last is cut off")
        begin = end + 1
        if size == 0:
            return b"".join(pieces)
        if len(body) < begin + size:
            raise NotUnderstood("bytes that came in pieces, of which the last is cut off")
        pieces.append(body[begin : begin + size])
        at = begin + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"


def _hexadecimal(digits: bytes) -> int | None:
    try:
        return int(digits, 16) if digits.isalnum() else None
    except ValueError:
        return None
