"""A store as large as one likes: the snapshots of a store under varied names, round after round.

    python -m bench.made_store STORE COUNT TARGET

Each round gives every snapshot another company and another policy, so that nothing is extracted anew; what
the policies say stays. The texts are those of the first round.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bench.made import letters
from practicegraph.build.records import kept
from practicegraph.lift import snapshot_iri
from practicegraph.rdf import n_quads, slug
from practicegraph.store import infer, load_knowledge, open_store, read_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.document import Document

#: Nodes whose names are digests alone; the others bear the service's name.
_DIGESTS = re.compile(rb"(/id/(?:match|extraction)/[0-9a-f]+)")


def vary_graphs(store: Path, count: int) -> Iterator[tuple[Document, bytes]]:
    """Documents and graphs, as sorted N-Quads, of so many snapshots made of those in a store."""
    with read_store(store) as opened:
        graphs = [row.graph for row in opened.snapshots()]
        for number in range(count):
            graph, turn = graphs[number % len(graphs)], number // len(graphs)
            document, _ = kept(opened, graph.value)
            lines = n_quads(opened.oxigraph.quads_for_pattern(None, None, None, graph))
            yield (document, lines) if turn == 0 else _renamed(document, lines, letters(turn))


def fill(store: Path, count: int, target: Path) -> float:
    """Put so many snapshots into a new store, and say how many seconds the store itself took."""
    spent = 0.0
    with open_store(target) as opened:
        load_knowledge(opened)
        infer(opened)
        for document, lines in vary_graphs(store, count):
            started = perf_counter()
            opened.put(document, lines, input_digest=document.digest, configuration="made")
            spent += perf_counter() - started
        started = perf_counter()
        opened.commit()
        infer(opened)
        opened.oxigraph.optimize()
    return spent + perf_counter() - started


def _renamed(document: Document, lines: bytes, ending: str) -> tuple[Document, bytes]:
    service, company = slug(document.service), slug(document.company)
    other = replace(
        document,
        name=f"{document.name}-{ending}",
        service=f"{document.service} {ending}",
        company=f"{document.company} {ending}",
    )
    lines = lines.replace(f"/{service}/".encode(), f"/{slug(other.service)}/".encode())
    lines = lines.replace(f"/id/policy/{service}>".encode(), f"/id/policy/{slug(other.service)}>".encode())
    lines = lines.replace(f"/id/company/{company}>".encode(), f"/id/company/{slug(other.company)}>".encode())
    lines = lines.replace(f'#label> "{document.company}"'.encode(), f'#label> "{other.company}"'.encode())
    if snapshot_iri(other).value.encode() not in lines:
        raise ValueError(f"{document.name}: its graph bears another name than its document")
    return other, _DIGESTS.sub(rb"\1" + ending.encode(), lines)


def main() -> None:
    """Fill the store that the arguments name."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    print(f"{fill(given.store, given.count, given.target):.1f} s in the store")


if __name__ == "__main__":
    main()
