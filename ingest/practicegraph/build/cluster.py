"""The pool of workers under Ray: the same tasks, on as many machines as a cluster has.

Ray starts the workers and carries tasks and outcomes. What is due, and what is done, is for the store's
ledger to say, as it is without Ray. Nothing here waits for a worker longer than that worker may take.
"""

from __future__ import annotations

import logging
import os
import socket
import tempfile
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from practicegraph.build.bundles import Bundles, bundled
from practicegraph.build.configuration import program_digest
from practicegraph.build.pool import TRIES, Limits
from practicegraph.build.sources import content_of, reason_of
from practicegraph.build.task import Parties, Refused, Task, Why
from practicegraph.build.worker import Ready, limit_memory, loaded, outcome_of
from practicegraph.errors import EngineUnavailable, PracticegraphError, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from practicegraph.build.task import Outcome
    from practicegraph.extract.parse import Parser

#: Seconds within which the first worker must be there: a cluster may have to start a machine for it.
STARTING: Final = 600.0
#: Seconds to wait for news before looking at who is late.
_LOOK: Final = 1.0
#: Seconds to fetch an outcome that is said to be there, before its machine is taken to be lost.
_GRACE: Final = 15.0
#: Seconds in which the head of a cluster must accept a connection.
_CONNECTING: Final = 10.0
#: How many workers may end while they start, before that is taken to be no accident.
_STARTS: Final = 3
NAME: Final = "ray"
_ADDRESS: Final = "RAY_ADDRESS"
_REMEDY: Final = "see that practicegraph can be imported on every machine of the cluster, and its logs"
#: Whole places, since the parser is busy all the time; a worker that ends is for us to replace.
_PLACE: Final = {"num_cpus": 1, "max_restarts": 0, "max_task_retries": 0, "scheduling_strategy": "SPREAD"}
#: Shared memory for outcomes on their way; the default is a third of the machine's.
_ON_THEIR_WAY: Final = 256 * 1024**2


def carry_out(
    tasks: Iterable[Task],
    workers: int = 1,
    limits: Limits = Limits(),  # noqa: B008  # frozen
) -> Generator[Outcome]:
    """Each task's outcome, in the order in which they end, from workers on a Ray cluster.

    The cluster is the one that RAY_ADDRESS names, or one of this machine alone that ends with the tasks.
    A task that takes too long or too much memory, or that ends its worker, is refused with that reason; one
    whose machine is lost goes to another.

    Raises:
        EngineUnavailable: Ray is not installed, the cluster cannot be reached, has no room for a worker, or
            runs another practicegraph.
        ModelUnavailable: The language model is missing there or is another one.
        InvalidKnowledge: A knowledge file cannot be used.
    """
    waiting = _Waiting(bundled(tasks))
    if first := waiting.bundles.first():
        ray = _joined(workers)
        try:
            with closing(_Crew(ray, waiting, workers, limits, first.parties)) as crew:
                while crew.employ():
                    for reference in crew.turns():
                        yield from crew.hear(reference)
                    yield from crew.late()
                    yield from waiting.refusals()
        finally:
            ray.shutdown()
    yield from waiting.refusals()


class Worker:
    """A worker on any machine: it loads the model once, then takes one document after another.

    `files` are those that tasks name for parties and decisions, by path, since they lie on another machine.
    """

    _parser: Parser

    def __init__(self, memory: int, files: Mapping[Path, bytes]) -> None:
        self._memory = memory
        self._folder = tempfile.TemporaryDirectory(prefix="practicegraph-")
        self._files = {path: self._kept(str(i), path, files[path]) for i, path in enumerate(files)}

    def ready(self) -> tuple[Ready, str]:
        """That the model is loaded, or why that cannot be; and which program this is."""
        try:
            self._parser = loaded()
        except PracticegraphError as error:
            return Ready(error), ""
        limit_memory(self._memory)
        return Ready(), program_digest()

    def answer(self, task: Task) -> Outcome | Ready:
        """What becomes of a document; `Ready` tells of trouble that is not the document's."""
        registries = tuple(self._files[path] for path in task.parties.registries)
        decisions = self._files[task.parties.decisions] if task.parties.decisions else None
        return outcome_of(replace(task, parties=Parties(registries, decisions)), self._parser)

    def _kept(self, number: str, path: Path, content: bytes) -> Path:
        here = Path(self._folder.name, number + path.suffix)
        here.write_bytes(content)
        return here


@dataclass(slots=True)
class _Waiting:
    """The tasks that nobody has begun, and those that cannot be read here."""

    bundles: Bundles
    refused: list[Refused] = field(default_factory=list)

    def take(self, bundle: deque[Task]) -> tuple[Task | None, deque[Task]]:
        """The next task for a worker with its bytes, and the bundle that it is from."""
        while following := self.bundles.following(bundle):
            bundle, task = following, following.popleft()
            try:
                return replace(task, content=content_of(task)), bundle
            except UnreadableInput as error:
                self.refused.append(Refused(task.label, task.name, Why.UNREADABLE, reason_of(error)))
        return None, deque()

    def refusals(self) -> Iterator[Refused]:
        """Those that could not be read here, each once."""
        while self.refused:
            yield self.refused.pop(0)


@dataclass(slots=True, eq=False)
class _Hired:
    """A worker, when it must have spoken, the document it is at, none while it starts, and those after it."""

    actor: Any
    deadline: float
    task: Task | None = None
    bundle: deque[Task] = field(default_factory=deque)


@dataclass(slots=True)
class _Crew:
    """The workers, each by the reference to what it will say next."""

    ray: Any
    waiting: _Waiting
    size: int
    limits: Limits
    parties: Parties
    at: dict[Any, _Hired] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)
    any_ready: bool = False
    failed_starts: int = 0

    def employ(self) -> bool:
        """Ask for a worker for each free place that has a task; whether there is anything left to do."""
        starting = sum(hired.task is None for hired in self.at.values())
        while len(self.at) < self.size and self.waiting.bundles.ahead(starting + 1) > starting:
            self._hire()
            starting += 1
        return len(self.at) > starting or bool(self.waiting.bundles.ahead(1))

    def turns(self) -> list[Any]:
        """The references to what workers have said, after a moment at most."""
        said, _ = self.ray.wait(list(self.at), num_returns=1, timeout=_LOOK)
        return list(said)

    def hear(self, reference: Any) -> Iterator[Outcome]:
        """Take in what a worker says and give it more to do."""
        hired = self.at.pop(reference)
        try:
            said = self.ray.get(reference, timeout=_GRACE)
        except self.ray.exceptions.RayError as error:
            yield from self._lost(hired, _first_line(error))
            return
        if hired.task is None:
            self._see_that_it_is_one_of_us(*said)
            self._give(hired)
        elif isinstance(said, Ready):
            raise said.trouble or RuntimeError(said.fault)
        else:
            # The worker goes on while the caller is busy with the outcome.
            self._go_on(hired, said)
            yield said

    def late(self) -> Iterator[Outcome]:
        """See to the workers that should have spoken by now, or that were lost without a word."""
        now = monotonic()
        for reference, hired in [pair for pair in self.at.items() if pair[1].deadline <= now]:
            del self.at[reference]
            yield from self._lost(hired, "")

    def close(self) -> None:
        """End every worker at once."""
        for hired in self.at.values():
            self.ray.kill(hired.actor)
        self.at.clear()

    def _hire(self) -> None:
        known = (*self.parties.registries, *filter(None, (self.parties.decisions,)))
        files = {path: path.read_bytes() for path in known}
        actor = self.ray.remote(Worker).options(**_PLACE).remote(self.limits.memory, files)
        self.at[actor.ready.remote()] = _Hired(actor, monotonic() + STARTING)

    def _see_that_it_is_one_of_us(self, said: Ready, program: str) -> None:
        if said.trouble is not None:
            raise said.trouble
        if program != program_digest():
            reason = "a worker runs another practicegraph, model or library than this one"
            raise EngineUnavailable(NAME, reason, "install the same versions on every machine of the cluster")
        self.any_ready = True

    def _go_on(self, hired: _Hired, outcome: Outcome) -> None:
        if isinstance(outcome, Refused) and outcome.why is Why.LIMIT:
            self.ray.kill(hired.actor)
            self.waiting.bundles.bring_back(hired.bundle)
        else:
            self._give(hired)

    def _give(self, hired: _Hired) -> None:
        hired.task, hired.bundle = self.waiting.take(hired.bundle)
        hired.deadline = monotonic() + self.limits.seconds
        if hired.task is None:
            self.ray.kill(hired.actor)
        else:
            self.at[hired.actor.answer.remote(hired.task)] = hired

    def _lost(self, hired: _Hired, said: str) -> Iterator[Outcome]:
        self.ray.kill(hired.actor)
        self.waiting.bundles.bring_back(hired.bundle)
        if hired.task is None:
            self._start_failed(said)
            return
        task = hired.task
        self.tries[task.name] = self.tries.get(task.name, 0) + 1
        if self.tries[task.name] < TRIES:
            # Its machine may have gone, and the document be innocent.
            self.waiting.bundles.bring_back((task,))
            return
        reason = f"ended its worker {TRIES} times; it may need too much memory"
        if not said:
            reason = f"took longer than {self.limits.seconds:g} s"
        yield Refused(task.label, task.name, Why.LIMIT, reason)

    def _start_failed(self, said: str) -> None:
        self.failed_starts += 1
        if said and self.failed_starts >= _STARTS:
            raise EngineUnavailable(NAME, f"workers end before they are ready: {said}", _REMEDY)
        if not said and not self.any_ready:
            reason = f"the cluster had no place for a worker within {STARTING:g} s"
            raise EngineUnavailable(NAME, reason, "see `ray status`, or ask for fewer --workers")


def _joined(workers: int) -> Any:
    """Ray, on the cluster that is named, or on one of this machine alone.

    Raises:
        EngineUnavailable: It is not installed, or the cluster does not answer.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would tell its makers of each run
    try:
        ray: Any = import_module("ray")
    except ImportError as error:
        remedy = "install it with: pip install 'practicegraph[cluster]'"
        raise EngineUnavailable(NAME, "is not installed", remedy) from error
    address = os.environ.get(_ADDRESS)
    if address:
        _see_that_it_answers(address)
    here = {"num_cpus": workers, "include_dashboard": False, "object_store_memory": _ON_THEIR_WAY}
    where: dict[str, Any] = {"address": address} if address else {"address": "local", **here}
    try:
        ray.init(**where, log_to_driver=False, logging_level=logging.ERROR, configure_logging=True)
    except (OSError, RuntimeError, ValueError) as error:
        reason = f"the cluster at {address} does not answer" if address else "does not start"
        raise EngineUnavailable(
            NAME, f"{reason}: {_first_line(error)}", f"see to it, or to {_ADDRESS}"
        ) from error
    return ray


def _see_that_it_answers(address: str) -> None:
    """Try the address of a cluster's head: Ray itself would go on trying for minutes."""
    if "://" in address:
        reason = f"{_ADDRESS} is {address}, which is for programs outside of the cluster"
        raise EngineUnavailable(
            NAME, reason, "build on a machine of the cluster, and name its head as HOST:PORT"
        )
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal():
        try:
            socket.create_connection((host.strip("[]"), int(port)), _CONNECTING).close()
        except (OSError, OverflowError) as error:
            reason = f"the cluster at {address} does not answer: {_first_line(error)}"
            raise EngineUnavailable(NAME, reason, f"see to it, or to {_ADDRESS}") from error


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
