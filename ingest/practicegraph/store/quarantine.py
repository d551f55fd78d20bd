"""What was kept out of a store, each with its reason."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from practicegraph.rdf import short_digest, slug
from practicegraph.store.folder import write_aside

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that was kept out: its name, where it came from, why, and all that is wrong with it.

    `kind` is the sort of reason. `input_digest` and `configuration` are as in a ledger's entry, so that what
    has not changed need not be tried again; `graph` is the one that another document holds already.
    """

    document: str
    source: str
    reason: str
    problems: tuple[str, ...] = ()
    kind: str = ""
    input_digest: str = ""
    configuration: str = ""
    graph: str = ""


def write_refusal(folder: Path, refusal: Refusal) -> Path:
    """Keeps a refusal; a later one of the same document replaces it."""
    path = _path(folder, refusal.document)
    write_aside(path, json.dumps(asdict(refusal), ensure_ascii=False, indent=2).encode() + b"\n")
    return path


def lift_refusal(folder: Path, document: str) -> None:
    """Removes the refusal of a document that is in the store now, if there was one."""
    _path(folder, document).unlink(missing_ok=True)


def read_refusals(folder: Path) -> tuple[Refusal, ...]:
    """All that was kept out, by the document's name."""
    records = (json.loads(path.read_bytes()) for path in folder.glob("[!.]*.json"))
    refusals = (Refusal(**{**record, "problems": tuple(record["problems"])}) for record in records)
    return tuple(sorted(refusals, key=lambda refusal: refusal.document))


def _path(folder: Path, document: str) -> Path:
    # A slug is blind to case, and two documents may differ in nothing else.
    plain = slug(document)
    return folder / (f"{plain}.json" if plain == document else f"{plain}-{short_digest(document)[:8]}.json")
