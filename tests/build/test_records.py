"""The statements that a store keeps, and what explains one of them."""

from __future__ import annotations

import gzip
import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from tests.build.helpers import POLICIES

from practicegraph.build.explain import explain
from practicegraph.build.records import kept, packed, path_of
from practicegraph.document import Document
from practicegraph.errors import InvalidStatement, StoreUnavailable
from practicegraph.read import read_document
from practicegraph.store import Store, read_store

if TYPE_CHECKING:
    from pathlib import Path

#: Facts are found by extraction, the rest by reading.
AS_READ = [field.name for field in fields(Document) if field.name != "facts"]


@pytest.fixture
def opened(store: Path) -> Store:
    return read_store(store)


def test_a_document_is_kept_as_it_was_read(opened: Store) -> None:
    rows = opened.snapshots()
    assert rows
    for row in rows:
        document, statements = kept(opened, row.graph.value)
        read = read_document(next(POLICIES.glob(f"{row.document}.*")))
        assert all(getattr(document, name) == getattr(read, name) for name in AS_READ)
        assert packed(document, statements) == path_of(opened, row.graph.value).read_bytes()
        assert statements
        assert all(statement.policy == document.name for statement in statements)


@pytest.mark.parametrize("content", [None, b"not gzip"])
def test_statements_that_are_missing_or_damaged_are_said(opened: Store, content: bytes | None) -> None:
    graph = opened.snapshots()[0].graph.value
    path = path_of(opened, graph)
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="build"):
        kept(opened, graph)


@pytest.mark.parametrize("content", [b"", b"We keep no logs.\n", b'{"digest": '])
def test_records_that_are_none_are_said(opened: Store, content: bytes) -> None:
    graph = opened.snapshots()[0].graph.value
    path_of(opened, graph).write_bytes(gzip.compress(content))
    with pytest.raises(StoreUnavailable, match=r"is damaged: .*; remove it and build again"):
        kept(opened, graph)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        (0, {"facts": None}),
        (0, {"moods": ["calm"]}),
        (0, {"blocks": [["stanza", 0, 5, 1, [], None, None, None, []]]}),
        (0, {"blocks": [{"kind": "paragraph", "start": 0}]}),
        (0, {"links": ["https://fernhill.example"]}),
        (0, {"facts": {"contacts": ["hello@fernhill.example"]}}),
        (1, {"evidence": None}),
        (1, {"parties": ["advertisers"]}),
    ],
)
def test_records_of_another_version_are_said(opened: Store, line: int, change: dict[str, Any]) -> None:
    graph = opened.snapshots()[0].graph.value
    path = path_of(opened, graph)
    records = [json.loads(text) for text in gzip.decompress(path.read_bytes()).splitlines()]
    records[line] = {k: v for k, v in {**records[line], **change}.items() if v is not None}
    path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode()))
    with pytest.raises(StoreUnavailable, match=r"another version of practicegraph; .* build the store anew"):
        kept(opened, graph)


def test_a_statement_is_explained_by_its_id_the_beginning_of_it_and_its_iri(opened: Store) -> None:
    row = next(row for row in opened.snapshots() if row.document == "fernhill-pottery")
    document, statements = kept(opened, row.graph.value)
    statement = next(s for s in statements if "PaymentCardData" in s.data)
    iri = (
        f"https://w3id.org/practicegraph/id/statement/{row.graph.value.split('/snapshot/')[1]}/{statement.id}"
    )
    for wanted in (
        statement.id,
        statement.id[:10],
        iri,
        iri.replace("https://w3id.org/practicegraph/id/", "id:"),
    ):
        (found,) = explain(opened, wanted)
        assert found.statement == statement
        assert found.document == document
        assert all(place.evidence.quote in place.sentence for place in found.places)
        assert found.places[0].headings[0].startswith("Privacy notice")


@pytest.mark.parametrize("wanted", ["ffffffffffffffff", "abc", 'x"} DROP ALL', ""])
def test_what_is_no_statement_is_said(opened: Store, wanted: str) -> None:
    with pytest.raises(InvalidStatement):
        explain(opened, wanted)
