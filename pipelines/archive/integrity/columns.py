"""Which column of a damaged row is it, and what stood there before?

A seal tells only that a row is another. But where a single byte was changed, the row as it was is
one of the few hundred thousand that are a byte away, and its seal is known: so it can be looked for.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..seals import SIZE, Row, Table, canonical

BYTES_AT_MOST = 600
"""Of a text that is looked through: longer ones have a digest of their own beside them."""

BITS = tuple(1 << bit for bit in range(8))
OTHERS = tuple(flip for flip in range(256) if flip.bit_count() > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The value with which a row fits its seal."""

    row: Row
    column: str
    value: Any


def found_out(table: Table, rows: Sequence[Row], seal: bytes) -> Before | None:
    """The one value, a byte away from what stands there, that makes rows fit their seal; `None` if there is none."""
    lines = [canonical(table.columns, row[1:]) for row in rows]
    for flips in (BITS, OTHERS):  # a single bit is the likeliest
        for nth, row in enumerate(rows):
            # The JSON of a row is that of its columns, side by side.
            pairs = [canonical([name], [value])[1:-1] for name, value in zip(table.columns, row[1:], strict=True)]
            for place, (name, value) in enumerate(zip(table.columns, row[1:], strict=True)):
                head = b"".join(pair + b"," for pair in pairs[:place] if pair)
                tail = b"".join(b"," + pair for pair in pairs[place + 1 :] if pair)
                begun = sha256(b"".join(line + b"\n" for line in lines[:nth]) + b"{" + head)
                ended = tail + b"}" + b"".join(b"\n" + line for line in lines[nth + 1 :])
                for candidate in a_byte_away(value, flips):
                    digest = begun.copy()
                    digest.update(canonical([name], [candidate])[1:-1] + ended)
                    if digest.digest()[:SIZE] == seal:
                        return Before(row=row, column=name, value=candidate)
    return None


def a_byte_away(value: Any, flips: Iterable[int]) -> Iterator[Any]:
    """Values of the same kind that differ from one in one byte, by one of some patterns of bits.

    >>> "be" in a_byte_away("de", BITS), 7 in a_byte_away(5, BITS), 0.5 in a_byte_away(0.25, OTHERS)
    (False, True, True)
    """
    match value:
        case str():
            content = value.encode("utf-8", "surrogateescape")
            if len(content) > BYTES_AT_MOST:
                return
        case int():
            content = value.to_bytes(8, "big", signed=True)
        case float():
            content = struct.pack(">d", value)
        case _:
            return
    for flip in flips:
        for place, byte in enumerate(content):
            changed = content[:place] + bytes([byte ^ flip]) + content[place + 1 :]
            match value:
                case str():
                    try:
                        yield changed.decode()
                    except UnicodeDecodeError:  # the archive never wrote that
                        continue
                case int():
                    yield int.from_bytes(changed, "big", signed=True)
                case _:
                    yield struct.unpack(">d", changed)[0]
