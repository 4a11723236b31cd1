"""How do several processes look at captures at once?

Each has the archive open for reading, and sends back what changes; the process that asked writes. No more
is under way than keeps them busy, and answers come in the order of the questions.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from belta_scraper.errors import CannotRun

from ..opening import read_only
from .looking import Identify, Looked, Looker, Read, Tried

WORTH_A_PROCESS = 40
"""Batches below which no other process is begun: it would take longer to begin than to read them."""


class ProcessEnded(CannotRun):
    """One of the processes is no more."""


Question = TypeVar("Question")
Answer = TypeVar("Answer")

_looker: Looker | None = None
"""That of a process which was begun to look."""


def _begin(path: Path, read: Read, identify: Identify) -> None:
    global _looker  # a process that others ask has one state, and this is it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the parent stops us by it
    _looker = Looker(read_only(path), read, identify)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for its next question for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _look(batch: list[tuple[int, list[int]]]) -> list[Looked]:
    assert _looker is not None
    return _looked(_looker, batch)


def _try(batch: list[int]) -> list[Tried]:
    assert _looker is not None
    return [_looker.try_again(capture) for capture in batch]


def _looked(looker: Looker, batch: list[tuple[int, list[int]]]) -> list[Looked]:
    return [looker.look(article, joined) for article, joined in batch]


@dataclass
class Workers:
    """Looks at batches, by as many processes as it is worth."""

    path: Path
    read: Read
    identify: Identify
    processes: int = 1
    _here: Looker | None = None
    _pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        if self._here is not None:
            self._here.db.close()
            self._here.replay.archive.close()

    def look(self, batches: Iterable[list[tuple[int, list[int]]]]) -> Iterator[list[Looked]]:
        yield from self._answers(batches, _look, lambda batch: _looked(self._looker, batch))

    def try_again(self, batches: Iterable[list[int]]) -> Iterator[Tried]:
        for tried in self._answers(batches, _try, lambda batch: [self._looker.try_again(each) for each in batch]):
            yield from tried

    @property
    def _looker(self) -> Looker:
        if self._here is None:
            self._here = Looker(read_only(self.path), self.read, self.identify)
        return self._here

    def _answers(
        self, questions: Iterable[Question], there: Callable[[Question], Answer], here: Callable[[Question], Answer]
    ) -> Iterator[Answer]:
        waiting: deque[Question] = deque()
        questions = iter(questions)
        if self._pool is None and self.processes > 1:
            for question in questions:
                waiting.append(question)
                if len(waiting) >= WORTH_A_PROCESS:
                    break
        if self._pool is None and len(waiting) < WORTH_A_PROCESS:
            yield from map(here, waiting)
            yield from map(here, questions)
            return
        try:
            yield from self._answers_of(self._begun(), waiting, questions, there)
        except BrokenProcessPool:
            raise ProcessEnded(
                "A process that read captures ended in the middle of it, for want of memory perhaps; "
                "`--processes 1` needs the least, and shows what it was about."
            ) from None

    def _answers_of(
        self,
        pool: ProcessPoolExecutor,
        waiting: Iterable[Question],
        questions: Iterable[Question],
        there: Callable[[Question], Answer],
    ) -> Iterator[Answer]:
        under_way: deque[Future[Answer]] = deque(pool.submit(there, question) for question in waiting)
        for question in questions:
            under_way.append(pool.submit(there, question))
            if len(under_way) > 2 * self.processes + WORTH_A_PROCESS:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()

    def _begun(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Begun afresh and not as copies, for a copy would share this one's connections.
            self._pool = ProcessPoolExecutor(
                self.processes,
                mp_context=get_context("spawn"),
                initializer=_begin,
                initargs=(self.path, self.read, self.identify),
            )
        return self._pool
