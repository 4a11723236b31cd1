"""WARC files as different programs write them, byte by byte: nothing here shares code with what reads them."""

import gzip
import uuid
import zlib
from collections.abc import Iterable
from pathlib import Path

WHEN = "2026-09-30T09:00:00Z"


def record(
    kind: str, url: str | None, block: bytes, *, date: str | None = WHEN, version: str = "1.1",
    content_type: str = "application/http; msgtype=response", **more: str,
) -> bytes:  # fmt: skip
    """One record; `more` are further headers, `WARC_Refers_To_Date` for `WARC-Refers-To-Date`."""
    headers = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>"}
    if url is not None:
        headers["WARC-Target-URI"] = url
    if date is not None:
        headers["WARC-Date"] = date
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    headers |= {"Content-Type": content_type, "Content-Length": str(len(block))}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"WARC/{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", protocol: str = "HTTP/1.1") -> bytes:
    """An answer as it came; `headers` are whole lines."""
    lines = headers or ("Content-Type: text/html; charset=utf-8",)
    return "".join(f"{line}\r\n" for line in (f"{protocol} {status}", *lines)).encode() + b"\r\n" + body


def response(url: str, body: bytes, *headers: str, status: str = "200 OK", date: str | None = WHEN) -> bytes:
    return record("response", url, answer(body, *headers, status=status), date=date)


def write(path: Path, records: Iterable[bytes]) -> Path:
    """Each record a gzip member of its own, where the name says gzip."""
    packed = path.name.endswith(".gz")
    path.write_bytes(b"".join(gzip.compress(each) if packed else each for each in records))
    return path


def chunked(body: bytes, size: int = 7) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;why=not\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\nTrailer: x\r\n\r\n"


def deflated(body: bytes, *, bare: bool = False) -> bytes:
    packing = zlib.compressobj(wbits=-15 if bare else 15)
    return packing.compress(body) + packing.flush()
