"""Bring the graphs of a server up to those of a store, by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from practicegraph.rdf import ONTOLOGY_GRAPH
from practicegraph.servers.record import Record, Sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from practicegraph.servers.http import Server
    from practicegraph.store import Entry, Store

_TRIPLES: Final = {"Content-Type": "application/n-triples"}
_MISSING: Final = 404
_GONE: Final = frozenset({_MISSING})
#: How a server says that it does not answer such a request at all: Virtuoso knows no HEAD.
_UNSAID: Final = frozenset({400, 405, 501})
_UNSURE: Final = _UNSAID | _GONE


@dataclass(slots=True)
class Mirrored:
    """How many graphs a server was sent, was told to remove, and had already.

    `emptied` says that it had lost what it had acknowledged before, so that all was sent again.
    """

    sent: int = 0
    removed: int = 0
    unchanged: int = 0
    emptied: bool = False


def mirror(
    store: Store,
    server: Server,
    track: Callable[[int], Callable[[], None]] = lambda _: lambda: None,
) -> Mirrored:
    """Send a server each graph that it does not have as it is in the store, and remove those that are gone.

    Each graph is replaced whole. What the server acknowledged is noted in the store's folder, so that a
    mirror that was stopped goes on. `track` is told how many graphs there are to see to, and gives what to
    call after each.

    Raises:
        ServerUnavailable: The server does not answer or refuses; the same call goes on from there.
        StoreUnavailable: The record cannot be written.
    """
    store.commit()
    record = Record.read(store.folder.root, server.digest)
    done = Mirrored(emptied=_has_lost_it(record, server))
    if done.emptied:
        record.forget()
    due = [entry for entry in _in_order(store) if _noted(record, entry) != _digest_of(entry)]
    gone = sorted(set(record.sent) - set(store.ledger.entries))
    done.unchanged = len(store.ledger.entries) - len(due)
    advance = track(len(due) + len(gone))
    try:
        for entry in due:
            _send(store, server, record, entry, done)
            advance()
        for graph in gone:
            server.request("DELETE", parameters={"graph": graph}, fine=_GONE)
            record.note(Sent(graph, removed=True))
            done.removed += 1
            advance()
    finally:
        record.settle()
    return done


def _in_order(store: Store) -> Iterable[Entry]:
    """What the program brings along goes first, since questions to the snapshots need it."""
    entries = store.ledger.entries
    return (entries[graph] for graph in sorted(entries, key=lambda graph: ("/snapshot/" in graph, graph)))


def _send(store: Store, server: Server, record: Record, entry: Entry, done: Mirrored) -> None:
    content = _triples(store, entry.graph)
    digest = hashlib.sha256(content).hexdigest()
    known = record.sent.get(entry.graph)
    if known is None or known.content != digest:
        server.request("PUT", parameters={"graph": entry.graph}, headers=_TRIPLES, body=content)
        done.sent += 1
    else:
        done.unchanged += 1
    record.note(Sent(entry.graph, _digest_of(entry), digest))


def _triples(store: Store, graph: str) -> bytes:
    """A graph as N-Triples, one line each and sorted."""
    quads = store.oxigraph.quads_for_pattern(None, None, None, NamedNode(graph))
    lines = serialize((Triple(q.subject, q.predicate, q.object) for q in quads), format=RdfFormat.N_TRIPLES)
    return b"".join(sorted((lines or b"").splitlines(keepends=True)))


def _noted(record: Record, entry: Entry) -> str:
    known = record.sent.get(entry.graph)
    return known.entry if known else ""


def _digest_of(entry: Entry) -> str:
    return hashlib.sha256(json.dumps(asdict(entry), sort_keys=True).encode()).hexdigest()[:32]


def _has_lost_it(record: Record, server: Server) -> bool:
    """Whether the server lacks a graph that it acknowledged: it was emptied, or is another one."""
    if ONTOLOGY_GRAPH.value not in record.sent:
        return False
    for method in ("HEAD", "GET"):
        answer = server.request(method, parameters={"graph": ONTOLOGY_GRAPH.value}, fine=_UNSURE)
        if answer.status not in _UNSAID:
            return answer.status == _MISSING
    return False
