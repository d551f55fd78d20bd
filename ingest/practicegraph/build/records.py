"""The statements of a store's snapshots, kept beside the graph so that nothing need be extracted again.

STORE/statements/SERVICE/DATE.jsonl.gz: the first line is the document without its text, each further
line is a statement as `docs/statements.md` describes it.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict, astuple, fields
from typing import TYPE_CHECKING, Any, Final

from practicegraph.document import Block, BlockKind, Document, Link
from practicegraph.errors import StoreUnavailable
from practicegraph.facts import facts_of_record
from practicegraph.knowledge import RESOURCE
from practicegraph.statement import from_record, to_record
from practicegraph.store.folder import explained, write_aside

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from practicegraph.statement import Statement
    from practicegraph.store import Store

_BLOCK: Final = tuple(field.name for field in fields(Block))
#: What is said of records with other fields than ours, and what to do.
_FOREIGN: Final = (
    "was written by another version of practicegraph",
    "use that version, or build the store anew from its documents",
)
_SNAPSHOT: Final = f"{RESOURCE}snapshot/"


def packed(document: Document, statements: Iterable[Statement]) -> bytes:
    """A document and its statements as they are kept; the same ones give the same bytes."""
    records = (_document_record(document), *(to_record(statement) for statement in statements))
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return gzip.compress(lines.encode(), mtime=0)


def keep(store: Store, graph: str, content: bytes) -> None:
    """Keeps what was packed of a snapshot.

    Raises:
        StoreUnavailable: The disk is full, or the folder cannot be written.
    """
    path = path_of(store, graph)
    with explained(store.folder.root):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            write_aside(path, content)


def kept(store: Store, graph: str) -> tuple[Document, tuple[Statement, ...]]:
    """The document and the statements of a snapshot.

    Raises:
        StoreUnavailable: They are not there, or damaged.
    """
    path = path_of(store, graph)
    first, *others = _records(path)
    try:
        return _document(first, store.text(first["digest"])), tuple(map(from_record, others))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise StoreUnavailable(str(path), *_FOREIGN) from error


def _records(path: Path) -> list[Any]:
    try:
        records = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    except FileNotFoundError as error:
        raise StoreUnavailable(str(path), "is missing", "build its document again") from error
    except (OSError, EOFError, ValueError) as error:
        raise StoreUnavailable(str(path), f"is damaged: {error}", "remove it and build again") from error
    if not records:
        raise StoreUnavailable(str(path), "is damaged: it is empty", "remove it and build again")
    return records


def sweep(store: Store, wanted: Container[str]) -> None:
    """Removes the statements of every snapshot that is not wanted."""
    root = store.folder.root / "statements"
    for path in root.glob("*/*"):
        graph = f"{_SNAPSHOT}{path.relative_to(root).as_posix().removesuffix('.jsonl.gz')}"
        if graph not in wanted:
            path.unlink()


def path_of(store: Store, graph: str) -> Path:
    """Where the statements of a snapshot lie."""
    return store.folder.root / "statements" / f"{graph.removeprefix(_SNAPSHOT)}.jsonl.gz"


def _document_record(document: Document) -> dict[str, Any]:
    record = {f.name: getattr(document, f.name) for f in fields(Document) if f.name != "text"}
    # Blocks are many, so their field names are left out.
    blocks = [[getattr(block, name) for name in _BLOCK] for block in document.blocks]
    links = [astuple(link) for link in document.links]
    return {**record, "blocks": blocks, "links": links, "facts": asdict(document.facts)}


def _document(record: dict[str, Any], text: str) -> Document:
    blocks = tuple(map(_block, record["blocks"]))
    lists = {name: tuple(record[name]) for name in ("aliases", "notes")}
    links = tuple(Link(*link) for link in record["links"])
    facts = facts_of_record(record["facts"])
    return Document(**{**record, **lists, "blocks": blocks, "links": links, "facts": facts, "text": text})


def _block(values: list[Any]) -> Block:
    kind, *others = values
    places: list[Any] = [tuple(v) if isinstance(v, list) else v for v in others]
    return Block(BlockKind(kind), *places)
