"""Which worker reads what: the snapshots of one policy go to one, since they share most of their sentences."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.build.task import Task

#: How many snapshots one worker is given together at most, so that not all of a corpus is one policy's.
TOGETHER: Final = 16
#: What ends the names of a policy's snapshots: their dates and numbers.
_DATED: Final = "0123456789-_./ "


@dataclass(slots=True)
class Bundles:
    """Bundles of tasks that no worker has begun: those that come again go before fresh ones.

    `given` are those that workers have, from which the last tasks are taken once there is nothing else.
    """

    fresh: Iterator[deque[Task]]
    again: deque[deque[Task]] = field(default_factory=deque)
    given: list[deque[Task]] = field(default_factory=list)

    def first(self) -> Task | None:
        """The first of them all; none where there is nothing to do."""
        self.ahead(1)
        return self.again[0][0] if self.again else None

    def ahead(self, count: int) -> int:
        """For how many workers there is something to do, as far as that is known once `count` have."""
        while len(self.again) < count and (bundle := next(self.fresh, None)):
            self.again.append(bundle)
        return len(self.again) + sum(map(len, self.given))

    def take(self) -> deque[Task] | None:
        """A bundle for a worker; none where nothing is left for another one."""
        bundle = self.again.popleft() if self.again else next(self.fresh, None) or self._shared()
        if bundle:
            self.given.append(bundle)
        return bundle

    def following(self, bundle: deque[Task]) -> deque[Task] | None:
        """The bundle of which a worker takes its next task: its own, or another one where that is done."""
        if bundle:
            return bundle
        self.given = [one for one in self.given if one is not bundle]
        return self.take()

    def bring_back(self, bundle: Iterable[Task]) -> None:
        """Take back what a worker did not do."""
        self.given = [one for one in self.given if one is not bundle]
        if left := deque(bundle):
            self.again.appendleft(left)

    def _shared(self) -> deque[Task] | None:
        longest = max(self.given, key=len, default=None)
        return deque((longest.pop(),)) if longest else None


def bundled(tasks: Iterable[Task]) -> Bundles:
    """The tasks in bundles of neighbours whose names differ in dates and numbers at their end alone."""
    return Bundles(_fresh(tasks))


def _fresh(tasks: Iterable[Task]) -> Iterator[deque[Task]]:
    for _, neighbours in groupby(tasks, key=lambda task: task.name.rstrip(_DATED)):
        while bundle := deque(islice(neighbours, TOGETHER)):
            yield bundle
