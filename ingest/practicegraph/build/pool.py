"""A pool of workers, each with one document at a time and limits on what that may take."""

from __future__ import annotations

import multiprocessing
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Final

from practicegraph.build.bundles import Bundles, bundled
from practicegraph.build.task import Refused, Task, Why
from practicegraph.build.worker import Ready, work

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Generator, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from practicegraph.build.task import Outcome

# A new interpreter for each worker: it inherits neither locks nor open files, on every system alike.
_CONTEXT: Final = multiprocessing.get_context("spawn")
#: How often a document is tried whose worker ended without a word: another may have ended it.
TRIES: Final = 2
#: Seconds in which an interpreter and the model must be loaded.
_START: Final = 300.0
#: Seconds that a worker with nothing left to do may take to end.
_FAREWELL: Final = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds, and bytes of memory on top of the loaded model."""

    seconds: float = 60.0
    memory: int = 2 * 1024**3


def carry_out(tasks: Iterable[Task], workers: int = 1, limits: Limits = Limits()) -> Generator[Outcome]:
    """Each task's outcome, in the order in which they end.

    A task that takes too long or too much memory, or that ends its worker, is refused with that reason,
    and the others go on in a new worker.

    Raises:
        ModelUnavailable: The language model is missing or is another one.
        InvalidKnowledge: A knowledge file cannot be used.
    """
    with closing(_Crew(bundled(tasks), workers, limits)) as crew:
        while crew.employ():
            for worker in crew.turns():
                yield from crew.hear(worker)


def in_order(tasks: Iterable[Task], outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes in the order of their tasks, each as soon as those before it are there."""
    waiting: dict[str, Outcome] = {}
    names = iter([task.name for task in tasks])
    name = next(names, None)
    for outcome in outcomes:
        waiting[outcome.name] = outcome
        while name in waiting:
            yield waiting.pop(name)
            name = next(names, None)


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the task it is for and those that come after, and when it must have spoken."""

    process: SpawnProcess
    connection: Connection
    task: Task
    bundle: deque[Task]
    deadline: float
    ready: bool = False


@dataclass(slots=True)
class _Crew:
    """The workers, and what is still to be done."""

    bundles: Bundles
    size: int
    limits: Limits
    workers: list[_Worker] = field(default_factory=list)
    tries: dict[str, int] = field(default_factory=dict)

    def employ(self) -> bool:
        """Start a worker for each free place while there are tasks; whether anybody is at work."""
        while len(self.workers) < self.size and (bundle := self.bundles.take()):
            self.workers.append(_hired(bundle, self.limits))
        return bool(self.workers)

    def turns(self) -> list[_Worker]:
        """The workers that have something to say, or should have said it by now."""
        until = min(worker.deadline for worker in self.workers) - monotonic()
        speaking = wait([worker.connection for worker in self.workers], max(0.0, until))
        now = monotonic()
        return [w for w in self.workers if w.connection in speaking or w.deadline <= now]

    def hear(self, worker: _Worker) -> Iterator[Outcome]:
        """Take in what a worker says and give it more to do."""
        if not worker.connection.poll():
            yield self._stopped(worker)
            return
        try:
            said: Ready | Outcome = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._lost(worker)
            return
        if isinstance(said, Ready):
            self._begin(worker, said)
        else:
            # The worker goes on while the caller is busy with the outcome.
            self._go_on(worker, said)
            yield said

    def close(self) -> None:
        """End every worker at once."""
        while self.workers:
            self._dismiss(self.workers[0], at_once=True)

    def _begin(self, worker: _Worker, said: Ready) -> None:
        if said.trouble is not None:
            raise said.trouble
        if said.fault:
            raise RuntimeError(said.fault)
        worker.ready = True
        self._give(worker, worker.task)

    def _go_on(self, worker: _Worker, outcome: Outcome) -> None:
        exhausted = isinstance(outcome, Refused) and outcome.why is Why.LIMIT
        bundle = None if exhausted else self.bundles.following(worker.bundle)
        if bundle:
            worker.bundle = bundle
            self._give(worker, bundle.popleft())
        else:
            self._dismiss(worker)

    def _give(self, worker: _Worker, task: Task) -> None:
        worker.task, worker.deadline = task, monotonic() + self.limits.seconds
        try:
            worker.connection.send(task)
        except OSError:
            worker.deadline = monotonic() + _FAREWELL  # it has ended; its end of the pipe will say so

    def _stopped(self, worker: _Worker) -> Outcome:
        self._dismiss(worker, at_once=True)
        reason = f"took longer than {self.limits.seconds:g} s"
        return Refused(worker.task.label, worker.task.name, Why.LIMIT, reason)

    def _lost(self, worker: _Worker) -> Iterator[Outcome]:
        self._dismiss(worker)
        if not worker.ready:
            raise RuntimeError(f"a worker ended before it was ready, with status {worker.process.exitcode}")
        task = worker.task
        self.tries[task.name] = self.tries.get(task.name, 0) + 1
        if self.tries[task.name] < TRIES:
            self.bundles.bring_back((task,))
        else:
            ending = f"ended its worker {TRIES} times, last with status {worker.process.exitcode}"
            reason = f"{ending}; it may need too much memory"
            yield Refused(task.label, task.name, Why.LIMIT, reason)

    def _dismiss(self, worker: _Worker, *, at_once: bool = False) -> None:
        self.workers.remove(worker)
        self.bundles.bring_back(worker.bundle)
        worker.connection.close()
        if at_once:
            worker.process.kill()
        worker.process.join(_FAREWELL)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


def _hired(bundle: deque[Task], limits: Limits) -> _Worker:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=work, args=(theirs, limits.memory), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, bundle.popleft(), bundle, monotonic() + _START)
