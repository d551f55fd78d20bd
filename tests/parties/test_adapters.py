from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.parties import helpers

from practicegraph.errors import InvalidKnowledge
from practicegraph.parties.adapters import import_list
from practicegraph.parties.check import check_registry_file
from practicegraph.parties.write import to_turtle

if TYPE_CHECKING:
    from pathlib import Path

LISTS = [path for path in helpers.files("lists/*") if path.suffix != ".ttl"]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_list_becomes_a_registry(path: Path) -> None:
    approved = path.with_name(f"{path.stem}.approved.ttl").read_text("utf-8")
    assert to_turtle(import_list(path)) == approved


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_imported_registry_passes_the_check(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.ttl"
    out.write_text(to_turtle(import_list(path)))
    assert check_registry_file(out) == ()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[1, 2, 3]", "is none of the known lists"),
        ("{", "cannot be read as JSON"),
        ('{"entities": {}}', "holds no party"),
        (
            '{"entities": {"Quillfern": {"properties": "quillfern.example"}}}',
            "where a list of strings belongs",
        ),
        ('{"entities": {"Quillfern": 7}}', "where an object with properties belongs"),
        ('{"organizations": {"q": {}}, "patterns": {}}', "has an entry without name"),
        ('{"name": "", "properties": []}', "has an entry without name"),
    ],
)
def test_what_is_no_list_is_told(content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(content)
    with pytest.raises(InvalidKnowledge, match=told):
        import_list(path)
