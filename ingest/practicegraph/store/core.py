"""A store of graphs: what a build writes, and everything else reads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Self

from pyoxigraph import NamedNode, RdfFormat, parse

from practicegraph.errors import StoreUnavailable
from practicegraph.lift.names import snapshot_iri
from practicegraph.rdf import INFERRED_GRAPH, n_quads, select, term
from practicegraph.store.folder import Folder, copy_folder, explained, open_database, read_database
from practicegraph.store.ledger import Entry, Ledger
from practicegraph.store.memory import give_back, keep_little
from practicegraph.store.quarantine import Refusal, lift_refusal, read_refusals, write_refusal
from practicegraph.store.rules import inferences_of
from practicegraph.store.texts import read_text, sweep_texts, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

    import pyoxigraph
    from pyoxigraph import Quad, QuerySolution

    from practicegraph.document import Document

#: How many graphs are written before they are acknowledged, since flushing costs as much as writing several.
BATCH: Final = 64
#: How many bytes of new graphs wait in memory at most before they are written together: writing takes some five
#: times as much memory for a moment. Fewer and larger pieces are less work for the database to merge.
WAITING: Final = 8 * 1024 * 1024
#: From how many quads on a graph is cheaper to write as files of its own, which is atomic as well.
BULK: Final = 10_000
_STATED_IN: Final = f" {term('pg:statedIn')} ".encode()
_SNAPSHOTS: Final = """
SELECT ?graph ?document ?policy ?company ?date ?digest WHERE {
  GRAPH ?graph {
    ?graph a pg:Snapshot ; prov:specializationOf ?policy ; pg:documentName ?document ; pg:textDigest ?digest ;
           pg:controller ?controller .
    ?controller rdfs:label ?company .
    OPTIONAL { ?graph dct:issued ?date }
  }
} ORDER BY ?graph ?company"""


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """A snapshot in a store: its graph, the document it was read from, whose policy it is, and its date."""

    graph: NamedNode
    document: str
    policy: NamedNode
    company: str
    date: str | None
    text_digest: str


@dataclass(slots=True)
class Store:
    """One store, open for reading or for writing; `open_store` and `read_store` make it.

    `oxigraph` answers SPARQL; its default graph is empty, and in its union graph a triple that stands in
    two graphs counts twice. New graphs are there, and removed ones gone, from the next `commit` on; the
    methods here that look at graphs see to that themselves. `ledger` holds what was acknowledged.
    """

    folder: Folder
    oxigraph: pyoxigraph.Store
    ledger: Ledger
    writable: bool
    clock: Callable[[], datetime]
    _pending: dict[str, Entry] = field(default_factory=dict)
    _waiting: dict[str, bytes] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Acknowledges what was written, and gives the lock back once nothing else uses `oxigraph`."""
        if self.writable:
            self.commit()
            with explained(self.folder.root):
                self.ledger.compact()
        del self.oxigraph

    def put(
        self,
        document: Document,
        quads: Sequence[Quad] | bytes,
        *,
        input_digest: str = "",
        configuration: str = "",
    ) -> None:
        """Writes a snapshot's graph and its text, and ends its quarantine; acknowledged by the next `commit`.

        The quads may be N-Quads already; they are all of the graph that `snapshot_iri` names. What follows
        from them is written with them, at once.

        Raises:
            StoreUnavailable: The disk is full, or the store was opened for reading.
        """
        graph = snapshot_iri(document)
        lines = quads if isinstance(quads, bytes) else n_quads(quads)
        entry = Entry(
            graph=graph.value,
            document=document.name,
            text_digest=document.digest,
            input_digest=input_digest,
            configuration=configuration,
            statements=lines.count(_STATED_IN),
        )
        with self._writing():
            write_text(self.folder.texts, document.text)
            lift_refusal(self.folder.quarantine, document.name)
            known = self.oxigraph.contains_named_graph(graph)
        if known:
            self._replace_snapshot(graph, lines)
        self._await(entry, b"" if known else lines)

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad], entry: Entry | None = None) -> None:
        """Makes a graph hold these quads and no others, at once; acknowledged by the next `commit`.

        What is the same before and after is not written again.
        """
        with self._writing():
            self._exchange(set(self._quads(graph)), set(quads))
        self._await(entry or Entry(graph.value))

    def derive_graph(self, graph: NamedNode, updates: Iterable[str], entry: Entry) -> None:
        """Makes a graph hold what SPARQL updates put there and nothing else, at once.

        They see all that was written before, and must not touch another graph. Acknowledged by the next
        `commit`.
        """
        self.commit()
        with self._writing():
            self.oxigraph.update(_one_request((f"CLEAR SILENT GRAPH {graph}", *updates)))
        self._await(entry)

    def acknowledge(self, entry: Entry) -> None:
        """Notes what a graph that is there was made from, with the next `commit`."""
        self._await(entry)

    def remove_graph(self, graph: NamedNode) -> None:
        """Removes a graph, and what follows from it alone, with the next `commit`."""
        self._await(Entry(graph.value, removed=True))

    def commit(self) -> None:
        """Writes what waits and flushes: after this it survives a power cut, and the ledger says so.

        Whoever is killed meanwhile leaves graphs of which the ledger does not know, never the reverse.
        """
        if not self._pending:
            return
        now = self.clock().isoformat(timespec="seconds")
        with self._writing():
            if self._waiting:
                self._write_new(b"".join(self._waiting.values()))
            self.oxigraph.flush()
            done = {**self._grown(), **self._pending}
            self.ledger.append(replace(entry, written=now) for entry in done.values())
            for entry in self._pending.values():
                if entry.removed:
                    self._drop(NamedNode(entry.graph))
        self._waiting.clear()
        self._pending.clear()
        give_back()

    def entry(self, graph: NamedNode) -> Entry | None:
        """What a graph was made from, whether acknowledged yet or not."""
        entry = self._pending.get(graph.value) or self.ledger.entries.get(graph.value)
        return None if entry is None or entry.removed else entry

    def refuse(self, refusal: Refusal) -> None:
        """Keeps a document out and says why; an older snapshot of it stays as it is."""
        with self._writing():
            write_refusal(self.folder.quarantine, refusal)

    def refusals(self) -> tuple[Refusal, ...]:
        """What was kept out, by the document's name."""
        with explained(self.folder.root):
            return read_refusals(self.folder.quarantine)

    def snapshots(self) -> tuple[SnapshotRow, ...]:
        """The snapshots it holds, by graph."""
        self.commit()
        rows = map(_row, select(self.oxigraph, _SNAPSHOTS))
        return tuple({row.graph: row for row in rows}.values())

    def text(self, digest: str) -> str:
        """The text of a snapshot.

        Raises:
            StoreUnavailable: It is missing or damaged.
        """
        return read_text(self.folder.texts, digest)

    def sweep_texts(self) -> None:
        """Removes the texts of which no acknowledged snapshot is left."""
        self.commit()
        with self._writing():
            sweep_texts(self.folder.texts, {entry.text_digest for entry in self.ledger.entries.values()})

    def dump(self, stream: BinaryIO) -> None:
        """Writes everything as N-Quads, by graph and then by line: the same graphs give the same bytes."""
        for graph in self.graphs():
            stream.writelines(sorted(n_quads(self._quads(graph)).splitlines(keepends=True)))

    def graphs(self) -> tuple[NamedNode, ...]:
        """The names of its graphs, in order."""
        self.commit()
        named = (graph for graph in self.oxigraph.named_graphs() if isinstance(graph, NamedNode))
        return tuple(sorted(named, key=str))

    def backup(self, target: Path) -> None:
        """Makes a store of its own, in a new folder, that holds what this one does: hard links, so at once.

        Raises:
            StoreUnavailable: The target exists, lies on another disk, or this store was opened for reading.
        """
        self.commit()
        with self._writing():
            copy_folder(self.folder, self.oxigraph, Folder(target))

    def _await(self, entry: Entry, lines: bytes = b"") -> None:
        """Takes in what the next commit has to do, and does it where that has become much."""
        self._writing()
        self._pending[entry.graph] = entry
        self._waiting.pop(entry.graph, None)
        if lines:
            self._waiting[entry.graph] = lines
        if len(self._pending) >= BATCH or sum(map(len, self._waiting.values())) >= WAITING:
            self.commit()

    def _grown(self) -> dict[str, Entry]:
        """The graph of inferences, where snapshots come or go: whoever follows the ledger learns of it."""
        known = self.ledger.entries.get(INFERRED_GRAPH.value)
        moved = any(entry.document or entry.removed for entry in self._pending.values())
        return {known.graph: known} if known and moved else {}

    def _write_new(self, lines: bytes) -> None:
        """Writes new snapshots and what follows from them, at once."""
        self.oxigraph.bulk_load(lines + inferences_of(lines), RdfFormat.N_QUADS)

    def _replace_snapshot(self, graph: NamedNode, lines: bytes) -> None:
        """Writes a snapshot, and what follows from it, in place of what is there of it."""
        new = parse(lines + inferences_of(lines), format=RdfFormat.N_QUADS)
        with self._writing():
            self._exchange({*self._quads(graph), *self._inferred(graph)}, set(new))

    def _exchange(self, old: set[Quad], new: set[Quad]) -> None:
        """Puts quads in place of others, in one transaction."""
        if not old:
            (self.oxigraph.bulk_extend if len(new) > BULK else self.oxigraph.extend)(new)
        elif old != new:
            self.oxigraph.update(_change(old - new, new - old))

    def _drop(self, graph: NamedNode) -> None:
        """Removes a graph and what follows from it, in one transaction."""
        self.oxigraph.update(f"{_change(self._inferred(graph), ())} ; DROP SILENT GRAPH {graph}")

    def _quads(self, graph: NamedNode) -> Iterator[Quad]:
        return self.oxigraph.quads_for_pattern(None, None, None, graph)

    def _inferred(self, graph: NamedNode) -> Iterator[Quad]:
        """What follows from a snapshot: all that was inferred of its statements."""
        for stated in self.oxigraph.quads_for_pattern(None, term("pg:statedIn"), graph, graph):
            yield from self.oxigraph.quads_for_pattern(stated.subject, None, None, INFERRED_GRAPH)

    def _writing(self) -> AbstractContextManager[None]:
        if not self.writable:
            raise StoreUnavailable(str(self.folder.root), "was opened for reading", "open it for writing")
        return explained(self.folder.root)


def open_store(path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Store:
    """The store in a folder, open for writing; it is made where there is none.

    Raises:
        StoreUnavailable: It is another program's folder, of another format, locked, or its disk is full.
    """
    folder = Folder(path)
    keep_little()
    database = open_database(folder)
    return Store(folder, database, Ledger.read(folder.ledger), writable=True, clock=clock)


def read_store(path: Path) -> Store:
    """The store in a folder, open for reading, as it is at this moment; a writer is not in its way.

    Raises:
        StoreUnavailable: There is none, or it is of another format.
    """
    folder = Folder(path)
    database = read_database(folder)
    return Store(
        folder, database, Ledger.read(folder.ledger), writable=False, clock=lambda: datetime.now(UTC)
    )


def _one_request(updates: Iterable[str]) -> str:
    """Several updates as one, which is one transaction; the engine takes prefixes at its head alone."""
    lines = [line for update in updates for line in (*update.splitlines(), ";")]
    prefixes = dict.fromkeys(line for line in lines if line.startswith("PREFIX "))
    return "\n".join((*prefixes, *(line for line in lines if line not in prefixes)))


def _change(gone: Iterable[Quad], new: Iterable[Quad]) -> str:
    """One update, which is one transaction."""
    return f"DELETE DATA {{ {_graph_block(gone)} }} ; INSERT DATA {{ {_graph_block(new)} }}"


def _graph_block(quads: Iterable[Quad]) -> str:
    return "".join(f"GRAPH {quad.graph_name} {{ {quad.triple} }}\n" for quad in quads)


def _row(solution: QuerySolution) -> SnapshotRow:
    graph, document, policy, company, date, digest = solution
    return SnapshotRow(
        graph=graph,
        document=document.value,
        policy=policy,
        company=company.value,
        date=date.value if date else None,
        text_digest=digest.value,
    )
