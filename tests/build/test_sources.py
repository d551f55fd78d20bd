"""Which documents paths name, and under which names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from practicegraph.build import Sources, find_sources, with_statements
from practicegraph.build.configuration import configuration_digest
from practicegraph.errors import InvalidStatement
from practicegraph.read import ReadOptions
from practicegraph.statement import Evidence, Extractor, Statement


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("one/privacy.txt", "two/privacy.md", "two/cookies.html.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_second_document_of_the_same_name_is_refused(folder: Path) -> None:
    sources = find_sources([folder])
    assert [task.name for task in sources.tasks] == ["cookies", "privacy"]
    (refused,) = sources.refused
    assert refused.label == str(folder / "two/privacy.md")
    assert "--names path" in refused.reason


def test_documents_can_be_named_by_their_path(folder: Path) -> None:
    sources = find_sources([folder], naming="path")
    assert [task.name for task in sources.tasks] == ["one/privacy", "two/cookies", "two/privacy"]
    assert sources.refused == ()


def test_a_path_that_is_given_twice_counts_once(folder: Path) -> None:
    assert len(find_sources([folder / "one", folder / "one/privacy.txt"]).tasks) == 1


def test_a_mistyped_path_is_refused_and_the_others_are_taken(folder: Path) -> None:
    sources = find_sources([folder / "one/privcy.txt", folder / "two"])
    assert [task.name for task in sources.tasks] == ["cookies", "privacy"]
    assert "did you mean" in sources.refused[0].reason


def test_standard_input_is_a_document() -> None:
    (task,) = find_sources([Path("-")], standard_input=b"words").tasks
    assert (task.name, task.content) == ("stdin", b"words")
    (named,) = find_sources([Path("-")], ReadOptions(name="acme"), standard_input=b"words").tasks
    assert named.name == "acme"


def _statement(policy: str) -> Statement:
    evidence = (Evidence(0, 3, "one"),)
    return Statement(policy, "Collection", evidence, "hand", Extractor("person", "1"), 1.0)


def test_statements_go_to_the_documents_that_they_name(folder: Path) -> None:
    sources = find_sources([folder], naming="path")
    (task,) = with_statements(sources, [_statement("one/privacy")], "s.jsonl").tasks
    assert task.name == "one/privacy"
    assert task.statements == (_statement("one/privacy"),)


def test_statements_of_no_document_are_refused_with_a_near_name(folder: Path) -> None:
    sources = find_sources([folder / "one"])
    with pytest.raises(InvalidStatement, match=r"s.jsonl: .*'privcy', did you mean 'privacy'\?"):
        with_statements(sources, [_statement("privcy")], "s.jsonl")


def test_the_configuration_is_other_where_options_parties_or_statements_are(folder: Path) -> None:
    (task,) = _only(folder).tasks
    known = folder / "known.ttl"
    known.write_text("")
    others = [
        replace(task, options=replace(task.options, company="Acme")),
        replace(task, statements=(_statement("privacy"),)),
        replace(task, parties=replace(task.parties, registries=(known,))),
    ]
    digests = {configuration_digest(each) for each in (task, *others)}
    assert len(digests) == 1 + len(others)
    assert configuration_digest(replace(task)) == configuration_digest(task)
    before = configuration_digest(others[-1])
    known.write_text("# more")
    assert configuration_digest(others[-1]) != before


def _only(folder: Path) -> Sources:
    return find_sources([folder / "one"])
