"""How long does each contestant take for the same pages, in rounds in which all take their turn?"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .peers import ROOT, Contestant, NotInstalled, python_of

SLOW_ROUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Seconds of each round, by name, and why somebody could not take part."""

    seconds: dict[str, list[float]]
    absent: dict[str, str]


def contest(contestants: Sequence[Contestant], folder: Path, *, rounds: int, tell: Callable[[str], None]) -> Contest:
    """Let everyone read the pages of a folder; one round before the first is not counted.

    Those who can live in one environment share a process, so that they find the same memory and the same caches.
    """
    seconds: dict[str, list[float]] = {}
    absent: dict[str, str] = {}
    running: dict[str, _Environment] = {}
    try:
        for contestant in contestants:
            try:
                if contestant.environment not in running:
                    running[contestant.environment] = _Environment(contestant, folder, tell)
                running[contestant.environment].round(contestant)
            except NotInstalled as error:
                absent[contestant.name] = str(error)
                tell(f"{contestant.name} does not take part: {error}")
                running.pop(contestant.environment, None)
            else:
                seconds[contestant.name] = []
        for number in range(rounds):
            for contestant in contestants:
                if contestant.name in seconds and not (contestant.slow and number >= SLOW_ROUNDS):
                    tell(f"Round {number + 1} of {rounds}: {contestant.name}")
                    seconds[contestant.name].append(running[contestant.environment].round(contestant))
    finally:
        for environment in running.values():
            environment.end()
    return Contest(seconds=seconds, absent=absent)


class _Environment:
    """A process in which contestants read, each when it is asked."""

    def __init__(self, contestant: Contestant, folder: Path, tell: Callable[[str], None]) -> None:
        """Raises `NotInstalled`."""
        python = python_of(contestant, tell)
        self.words = folder / f"{contestant.environment or 'ours'}.log"
        """What they say beside their answers."""
        with self.words.open("w", encoding="utf-8") as words:
            self.process = subprocess.Popen(
                [python, Path(__file__).with_name("contestant.py"), folder],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words, text=True, cwd=ROOT,
            )  # fmt: skip

    def round(self, contestant: Contestant) -> float:
        """The seconds that a contestant takes for every page. Raises `NotInstalled` where it cannot read."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(f"{contestant.name}\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            self.end()
            said = self.words.read_text(encoding="utf-8").strip().splitlines() or ["it ended without a word"]
            raise NotInstalled(said[-1])
        return float(json.loads(answer)["seconds"])

    def end(self) -> None:
        self.process.communicate()  # its standard input ends, and so does it
