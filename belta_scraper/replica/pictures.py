"""What do the replica's pictures show? A field below a sky, coloured by the picture's name."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

WIDTH, HEIGHT = 320, 180
_HORIZON = 110


@lru_cache(maxsize=512)
def picture(name: str) -> bytes:
    """A PNG, always the same for the same name."""
    seed = zlib.crc32(name.encode())
    hues = [64 + (seed >> shift) % 128 for shift in (0, 6, 12, 18, 24)]
    rows = b"".join(_row(line, hues) for line in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")
    )


def _row(line: int, hues: list[int]) -> bytes:
    """One line of one colour: lighter towards the horizon, furrows below it."""
    if line < _HORIZON:
        light = line * 90 // _HORIZON
        colour = (hues[0] // 2 + light, hues[1] // 2 + 40 + light, min(255, hues[2] + 60 + light))
    else:
        furrow = 18 if (line - _HORIZON) // 7 % 2 else 0
        colour = (hues[3] // 2 + 50 + furrow, hues[4] // 2 + 70 + furrow, 40 + furrow)
    return b"\0" + bytes(colour) * WIDTH


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
