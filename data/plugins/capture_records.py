"""How does somebody get the bytes that a capture keeps? As its WARC record, to be saved and never shown.

`/<archive>/-/capture/<id>.warc.gz` is one gzipped record out of a run's file, which pywb, warcio and
every other tool of archivists reads. A browser saves it: what a site sent is never rendered here.
"""

from __future__ import annotations

import zlib
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

from datasette import NotFound, hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_decode
from datasette.utils.asgi import AsgiStream, Request
from jinja2 import Environment

PIECE = 65_536
CAPTURE = "select id, warc_file, warc_offset from captures where id = :id"

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    env.globals["record_address"] = lambda database, capture: (
        f"{datasette.urls.database(database)}/-/capture/{capture}.warc.gz"
    )


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    return [(r"^/(?P<database>[^/]+)/-/capture/(?P<capture>\d{1,18})\.warc\.gz$", record)]


async def record(datasette: Datasette, request: Request) -> AsgiStream:
    """The record of a capture, as a file to save. Raises `NotFound` in words."""
    name = tilde_decode(request.url_vars["database"])
    if name not in datasette.databases or not datasette.metadata("archive", database=name, fallback=False):
        raise NotFound(f"There is no archive called {name}.")
    await datasette.ensure_permissions(request.actor, [("view-database", name), "view-instance"])
    database = datasette.get_database(name)
    row = (await database.execute(CAPTURE, {"id": int(request.url_vars["capture"])})).first()
    if row is None:
        raise NotFound("The archive has no such capture.")
    if not row["warc_file"]:
        raise NotFound("No record of this capture was kept.")
    path = file_of(Path(database.path), row["warc_file"])
    if path is None:
        raise NotFound(f"The file {row['warc_file']} is not beside this archive; it lies where the run wrote it.")
    pieces = member(path, row["warc_offset"] or 0)
    try:
        first = next(pieces)
    except (OSError, StopIteration, zlib.error):
        raise NotFound(f"The file {row['warc_file']} has no record at byte {row['warc_offset']}.") from None

    async def stream(response: Any) -> None:
        await response.write(first)
        for piece in pieces:
            await response.write(piece)

    return _Attachment(stream, f"capture-{row['id']}.warc.gz")


class _Attachment(AsgiStream):  # type: ignore[misc]  # Datasette carries no types
    """A stream of bytes, which Datasette's own would take for text."""

    def __init__(self, stream: Callable[[Any], Awaitable[None]], name: str) -> None:
        super().__init__(stream, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    async def asgi_send(self, send: Send) -> None:
        headers = {**self.headers, "content-type": "application/warc"}
        raw = [(key.lower().encode(), value.encode()) for key, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})

        class Writer:
            async def write(self, piece: bytes) -> None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})

        await self.stream_fn(Writer())
        await send({"type": "http.response.body", "body": b""})


def file_of(archive: Path, name: str) -> Path | None:
    """The WARC file of that name in the folders of captures beside an archive; a name that is a path leads nowhere."""
    if name != Path(name).name or name in ("", ".", ".."):
        return None
    folders = sorted(folder for folder in archive.parent.glob("captures*") if folder.is_dir())
    own = archive.parent / f"captures-{archive.stem}"
    return next(
        (folder / name for folder in sorted(folders, key=lambda f: f != own) if (folder / name).is_file()), None
    )


def member(path: Path, offset: int) -> Iterator[bytes]:
    """The bytes of the gzip member that begins at a place in a file, piece by piece. Raises `zlib.error`."""
    with path.open("rb") as file:
        file.seek(offset)
        reader = zlib.decompressobj(wbits=31)
        while piece := file.read(PIECE):
            text = reader.decompress(piece, 10 * PIECE)
            while text and reader.unconsumed_tail:  # a hostile record may be a thousand times as long when unpacked
                text = reader.decompress(reader.unconsumed_tail, 10 * PIECE)
            yield piece[: len(piece) - len(reader.unused_data)]
            if reader.eof:
                return
