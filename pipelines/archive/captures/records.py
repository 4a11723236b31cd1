"""How does one capture look as a WARC record?

Headers and bytes are written as they came, letter for letter: warcio, left to itself, would encode headers
that are not ASCII.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester

from ..moments import utc

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

_BUILDER = RecordBuilder(warc_version="WARC/1.1")
_ANSWER = "application/http; msgtype=response"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The record that holds the bytes which a later one says are unchanged."""

    uri: str
    date: str
    record_id: str | None
    payload_digest: str | None


class _AsItCame(StatusAndHeaders):  # type: ignore[misc]  # warcio carries no types
    """The header of a message, which is written as it is."""

    def __init__(self, header: bytes) -> None:
        first = header.split(b"\n", 1)[0].strip().decode("latin-1")
        super().__init__(first, [])
        self.header = header

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.header


def payload_digest(payload: bytes) -> str:
    """As `WARC-Payload-Digest` has it.

    >>> payload_digest(b"")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    digester = Digester("sha1")
    digester.update(payload)
    return str(digester)


def answer(uri: str, header: bytes, payload: bytes, headers: Mapping[str, str]) -> ArcWarcRecord:
    return _record("response", uri, headers, payload, header=header, content_type=_ANSWER)


def question(uri: str, header: bytes, about: ArcWarcRecord) -> ArcWarcRecord:
    """The request that an answer was given to."""
    headers = {
        "WARC-Date": about.rec_headers.get_header("WARC-Date"),
        "WARC-Concurrent-To": about.rec_headers.get_header("WARC-Record-ID"),
    }
    kind = "application/http; msgtype=request"
    return _record("request", uri, headers, b"", header=header, content_type=kind)


def unchanged(
    uri: str, header: bytes, headers: Mapping[str, str], *, profile: str, original: Original | None
) -> ArcWarcRecord:
    """An answer whose bytes are in another record."""
    said: dict[str, str | None] = {"WARC-Profile": profile}
    if original is not None:
        said |= {
            "WARC-Refers-To": original.record_id,
            "WARC-Refers-To-Target-URI": original.uri,
            "WARC-Refers-To-Date": original.date,
            "WARC-Payload-Digest": original.payload_digest,
        }
    known = {name: value for name, value in said.items() if value}
    return _record("revisit", uri, {**headers, **known}, b"", header=header, content_type=_ANSWER)


def resource(kind: str, uri: str, payload: bytes, content_type: str, headers: Mapping[str, str]) -> ArcWarcRecord:
    """Bytes that are no answer of a server: of a file, or a conversion of something else."""
    return _record(kind, uri, headers, payload, content_type=content_type)


def dated(moment: datetime) -> dict[str, str]:
    return {"WARC-Date": utc(moment)}


def _record(
    kind: str,
    uri: str,
    headers: Mapping[str, str],
    payload: bytes,
    *,
    content_type: str,
    header: bytes | None = None,
) -> ArcWarcRecord:
    return _BUILDER.create_warc_record(
        uri,
        kind,
        payload=BytesIO(payload),
        length=len(payload),
        warc_content_type=content_type,
        warc_headers_dict=dict(headers),
        http_headers=_AsItCame(header) if header is not None else None,
    )
