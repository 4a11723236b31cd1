"""A real pywb, which lives in an environment of its own: `make test` makes it, in `.venv-pywb`.

Tests that need it carry `pytestmark = NEEDED`, and are left out where there is none. `BELTA_PYWB` names
another environment.
"""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_BIN = Path(os.environ.get("BELTA_PYWB") or Path(__file__).parents[1] / ".venv-pywb") / "bin"

NEEDED = pytest.mark.pywb
IS_THERE = (_BIN / "wayback").exists()


@contextmanager
def replaying(folder: Path, *warcs: Path) -> Iterator[str]:
    """A pywb with a collection of these files, at the address that is given."""
    folder.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for command in (["init", "belta"], ["add", "belta", *map(str, warcs)]):
        subprocess.run(
            [str(_BIN / "wb-manager"), *command], cwd=folder, env=environment, check=True, capture_output=True
        )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(_BIN / "wayback"), "--port", str(port), "--bind", "127.0.0.1", "--threads", "2"]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, env=environment, stderr=log) as server,
    ):
        try:
            base = f"http://127.0.0.1:{port}/belta"
            _wait_for(f"{base}/cdx?url=belta.by", server)
            yield base
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            assert server.poll() is None, "pywb has ended"
            assert time.monotonic() < deadline, "pywb does not answer"
            time.sleep(0.1)
        else:
            return


def as_it_came(base: str, moment: str, url: str) -> bytes:
    """The bytes of a capture, as pywb replays them."""
    with urllib.request.urlopen(f"{base}/{moment}id_/{url}", timeout=30) as answer:
        body: bytes = answer.read()
        return body


def status_of(base: str, moment: str, url: str) -> int:
    """The status that pywb replays."""
    try:
        with urllib.request.urlopen(f"{base}/{moment}id_/{url}", timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
