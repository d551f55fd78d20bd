"""Imported statements into a store, with the checks that a build makes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, parse

from practicegraph.build import Built, Parties, records
from practicegraph.build.graph import with_graph
from practicegraph.lift import snapshot_iri
from practicegraph.store import infer, load_knowledge, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from practicegraph.imports.imported import Imported
    from practicegraph.store import Store

#: What the ledger says of graphs that no build made, so that a build of the same document replaces them.
_CONFIGURATION: Final = "import"


def put_into_store(imports: Iterable[Imported], path: Path) -> int:
    """Put each import's graph into the store at `path`, in place of an older one; gives how many statements.

    All of them are validated first: either all go in, or none does.

    Raises:
        InvalidStatement: A graph does not conform to the shapes.
        StoreUnavailable: The store cannot be opened or written.
    """
    built = [with_graph(_built(imported), Parties()) for imported in imports]
    with open_store(path) as store:
        load_knowledge(store)
        for one in built:
            _put(store, one)
        infer(store)
    return sum(len(one.statements) for one in built)


def _built(imported: Imported) -> Built:
    digest = hashlib.sha256(imported.document.text.encode()).hexdigest()
    return Built(imported.document.name, imported.document, imported.statements, digest)


def _put(store: Store, built: Built) -> None:
    graph = snapshot_iri(built.document)
    records.keep(store, graph.value, built.packed)
    quads = tuple(parse(built.quads, format=RdfFormat.N_QUADS))
    made_from = f"{_CONFIGURATION} {hashlib.sha256(built.quads).hexdigest()}"
    store.put(built.document, quads, input_digest=built.input_digest, configuration=made_from)
