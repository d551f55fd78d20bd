"""Where the ontology, the shapes and the queries lie, and how their terms are named."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

#: The ontology's own terms: classes, properties and concepts.
ONTOLOGY: Final = "https://w3id.org/practicegraph/ontology#"
#: Policies, snapshots, statements, parties: what the graph is about.
RESOURCE: Final = "https://w3id.org/practicegraph/id/"


def knowledge_root() -> Traversable:
    """Inside the wheel, the package itself; in a checkout, its top folder."""
    installed = files("practicegraph")
    if installed.joinpath("ontology").is_dir():
        return installed
    return Path(__file__).parents[2]


def knowledge_files(folder: str, suffix: str) -> Iterator[Traversable]:
    """Every file below a knowledge folder (`ontology`, `shapes`, `queries`) with this suffix, by path."""
    yield from sorted(_walk(knowledge_root().joinpath(folder), suffix), key=str)


def _walk(folder: Traversable, suffix: str) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, suffix)
        elif entry.name.endswith(suffix):
            yield entry
