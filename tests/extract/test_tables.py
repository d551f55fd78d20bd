"""Tables, row by row: for each `tables/*.md` and `*.html`, the `.expected` beside it has what it must yield.

Statements are written as in `test_flows.py`, one a line, in the order of their text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.extract.test_flows import shown

from practicegraph.extract.parse import Parser
from practicegraph.extract.pipeline import extract
from practicegraph.extract.tables.columns import role_of
from practicegraph.read import ReadOptions, read_bytes

if TYPE_CHECKING:
    from practicegraph.document import Document
    from practicegraph.statement import Statement

FOLDER: Final = Path(__file__).parent / "tables"
FILES: Final = sorted(path for path in FOLDER.iterdir() if path.suffix in (".md", ".html"))
TITLES: Final = [
    line.split("\t") for line in (FOLDER / "titles.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
PARSER: Final = Parser()


def read(path: Path) -> tuple[Document, tuple[Statement, ...]]:
    document = read_bytes(path.read_bytes(), path.stem, path.suffix, ReadOptions(company="Acme"))
    return document, extract(document, PARSER)


def test_there_are_tables_of_many_kinds() -> None:
    assert len(FILES) >= 18
    assert {path.suffix for path in FILES} == {".md", ".html"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_table(path: Path) -> None:
    _, statements = read(path)
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert [shown(s) for s in statements] == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_quoted_as_they_stand(path: Path) -> None:
    document, statements = read(path)
    for statement in statements:
        assert statement.evidence
        assert all(document.text[e.start : e.end] == e.quote for e in statement.evidence)


@pytest.mark.parametrize(("title", "holds"), TITLES)
def test_titles_tell_what_a_column_holds(title: str, holds: str) -> None:
    assert role_of(title) == holds


@pytest.mark.parametrize("title", ["Greek letter", "Monday", "Colour", ""])
def test_other_titles_tell_nothing(title: str) -> None:
    assert role_of(title) is None
