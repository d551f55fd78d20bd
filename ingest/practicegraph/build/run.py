"""From a list of documents to a store: what is new is read, what is unchanged is left alone."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from practicegraph.build import records
from practicegraph.build.configuration import configuration_digest
from practicegraph.build.figures import figures_of
from practicegraph.build.pool import Limits, carry_out
from practicegraph.build.report import Report
from practicegraph.build.sources import input_digest
from practicegraph.build.task import Built, Refused, Why
from practicegraph.lift import snapshot_iri
from practicegraph.rdf import resource
from practicegraph.store import Entry, Refusal, infer, load_knowledge, open_store
from practicegraph.store.quarantine import lift_refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

    from practicegraph.build.sources import Sources
    from practicegraph.build.task import Outcome, Parties, Task
    from practicegraph.store import Store

    #: Gives each task's outcome, in the order in which they end, from so many workers within limits.
    Engine = Callable[[Iterable[Task], int, Limits], Generator[Outcome]]
    #: Called once for each document that is done: with its outcome, or None where it was left as it is.
    Watch = Callable[[Outcome | None], None]

_SNAPSHOTS: Final = resource("snapshot", "").value


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a build goes about it.

    `workers` processes read and extract; `engine` is where they run: `carry_out` on this machine,
    `cluster.carry_out` under Ray. `prune` removes from the store what is not among the sources. `retry`
    tries again what was refused before, though it has not changed.
    """

    workers: int = 1
    limits: Limits = Limits()  # noqa: RUF009  # frozen
    prune: bool = False
    retry: bool = False
    engine: Engine = carry_out


def build(
    sources: Sources,
    path: Path,
    options: BuildOptions = BuildOptions(),
    watch: Watch = lambda _: None,
) -> Report:
    """Bring the store at `path` to hold what the sources say; stopped at any moment, it can be run again.

    Raises:
        StoreUnavailable: The store cannot be opened or written.
        ModelUnavailable: The language model is missing or is another one.
        InvalidKnowledge: A knowledge file cannot be used.
        EngineUnavailable: The engine is not installed, or has no worker for us.
    """
    with open_store(path) as store:
        load_knowledge(store, sources.parties.registries)
        run = _Run(store, sources.parties, options, watch, Report(refused=list(sources.refused)))
        run.drop_unacknowledged()
        infer(store)
        due = run.due(sources.tasks)
        with closing(options.engine(due, options.workers, options.limits)) as outcomes:
            for outcome in outcomes:
                run.take(outcome)
        if options.prune:
            run.prune({task.name for task in sources.tasks})
        run.tidy()
        infer(store)
        run.report.figures = figures_of(store)
        return run.report


@dataclass(slots=True)
class _Run:
    """One build under way.

    `graphs` are those of each document, `holders` the document of each graph; `origins` are the digests
    of the bytes of each document under way and of all else that its graph is made from.
    """

    store: Store
    parties: Parties
    options: BuildOptions
    watch: Watch
    report: Report
    graphs: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    holders: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, Refusal] = field(default_factory=dict)
    origins: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.refusals.update((refusal.document, refusal) for refusal in self.store.refusals())
        for graph, entry in self.store.ledger.entries.items():
            if graph.startswith(_SNAPSHOTS):
                self._note(graph, entry.document)

    def drop_unacknowledged(self) -> None:
        """Remove what a killed build wrote without saying so; it is read again."""
        for graph in self.store.graphs():
            if graph.value.startswith(_SNAPSHOTS) and graph.value not in self.holders:
                self.store.remove_graph(graph)

    def due(self, tasks: tuple[Task, ...]) -> Iterator[Task]:
        """The documents that must be read; the others are counted."""
        for task in tasks:
            origin = (input_digest(task), configuration_digest(task))
            if self._stands(task.name, origin):
                self.report.unchanged += 1
                self.watch(None)
            elif refused := self._still_refused(task, origin):
                self.report.refused.append(refused)
                self.watch(refused)
            else:
                self.origins[task.name] = origin
                yield task

    def take(self, outcome: Outcome) -> None:
        """Put a document's graph into the store, or its refusal beside it."""
        if isinstance(outcome, Refused):
            self._refuse(outcome)
        else:
            self._settle(outcome)
        self.watch(outcome)

    def prune(self, wanted: set[str]) -> None:
        """Remove every document that is not among the wanted ones."""
        for document in sorted(set(self.graphs) - wanted):
            for graph in sorted(self.graphs[document]):
                self._remove(graph)
            self.report.removed += 1
        for document in sorted(set(self.refusals) - wanted):
            lift_refusal(self.store.folder.quarantine, document)

    def tidy(self) -> None:
        """Acknowledge what was written, and remove the texts and statements of what is no longer there."""
        self.store.commit()
        if self.report.changed:
            self.store.sweep_texts()
            records.sweep(self.store, self.holders)

    def _stands(self, document: str, origin: tuple[str, str]) -> bool:
        """Whether a document is in the store just as it would be built now."""
        if len(self.graphs[document]) != 1:
            return False
        (graph,) = self.graphs[document]
        entry = self._entry(graph)
        same = (entry.input_digest, entry.configuration) == origin
        return same and records.path_of(self.store, graph).exists()

    def _still_refused(self, task: Task, origin: tuple[str, str]) -> Refused | None:
        old = self.refusals.get(task.name)
        if old is None or self.options.retry or (old.input_digest, old.configuration) != origin:
            return None
        if old.graph and self.holders.get(old.graph) in {None, task.name}:
            return None
        return Refused(task.label, task.name, Why(old.kind), old.reason, old.problems, old.input_digest)

    def _settle(self, built: Built) -> None:
        """Put a graph where it belongs; of two texts of one policy and date, the one named first has it."""
        graph = snapshot_iri(built.document).value
        holder = self.holders.get(graph, built.name)
        if holder != built.name and self._entry(graph).text_digest == built.document.digest:
            self._refuse(_duplicate(built, holder), graph)
        elif holder < built.name:
            self._settle(_beside(built, self.parties))
        else:
            if holder > built.name:
                self._put(_beside(self._taken_out(graph, holder), self.parties))
            self._put(built)
            self.report.read += 1

    def _put(self, built: Built) -> None:
        document, graph = built.document, snapshot_iri(built.document).value
        records.keep(self.store, graph, built.packed)
        self.store.put(
            document,
            built.quads,
            input_digest=built.input_digest,
            configuration=self.origins.pop(document.name)[1],
        )
        for other in sorted(self.graphs[document.name] - {graph}):
            self._remove(other)
        self._note(graph, document.name)

    def _taken_out(self, graph: str, document: str) -> Built:
        """What the store holds of a document, as it was built."""
        entry = self._entry(graph)
        self.origins.setdefault(document, (entry.input_digest, entry.configuration))
        return Built(document, *records.kept(self.store, graph), entry.input_digest)

    def _entry(self, graph: str) -> Entry:
        return self.store.entry(NamedNode(graph)) or Entry(graph)

    def _refuse(self, refused: Refused, graph: str = "") -> None:
        digest, configuration = self.origins.pop(refused.name)
        self.report.refused.append(refused)
        self.store.refuse(
            Refusal(
                document=refused.name,
                source=refused.label,
                reason=refused.reason,
                problems=refused.problems,
                kind=refused.why.value,
                input_digest=refused.input_digest or digest,
                configuration=configuration,
                graph=graph,
            )
        )

    def _remove(self, graph: str) -> None:
        self.store.remove_graph(NamedNode(graph))
        document = self.holders.pop(graph)
        self.graphs[document].discard(graph)

    def _note(self, graph: str, document: str) -> None:
        self.graphs[document].add(graph)
        self.holders[graph] = document


def _beside(built: Built, parties: Parties) -> Built:
    """The same under a name that its text tells from another one of its policy and date."""
    from practicegraph.build.graph import with_graph  # noqa: PLC0415  # rare, and slow to import

    document = replace(built.document, edition=built.document.digest[:8])
    return with_graph(replace(built, document=document), parties)


def _duplicate(built: Built, holder: str) -> Refused:
    reason = f"is the same text of the same policy and date as {holder}, which is in the store"
    return Refused(built.label, built.name, Why.DUPLICATE, reason, input_digest=built.input_digest)
