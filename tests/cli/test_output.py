"""Results go whole to where they are wanted, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest

from practicegraph.cli.output import format_of, output


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before")
    with output(target) as stream:
        stream.write(b"after")
        assert target.read_text() == "before"
    assert target.read_text() == "after"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_file_is_as_before_where_writing_fails(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before")
    with pytest.raises(ValueError, match="half way"):
        _fail_half_way(target)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def _fail_half_way(target: Path) -> None:
    with output(target) as stream:
        stream.write(b"aft")
        raise ValueError("half way")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with output(tmp_path / "link") as stream:
        stream.write(b"words")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "words"


def test_what_is_no_file_is_written_to() -> None:
    ours, theirs = os.pipe()
    with output(Path(f"/dev/fd/{theirs}")) as stream:
        stream.write(b"words")
    assert os.read(ours, 100) == b"words"
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize(
    ("given", "path", "expected"),
    [("xml", "a.csv", "xml"), (None, "a.CSV", "csv"), (None, None, "table"), (None, "-", "table")],
)
def test_the_format_is_as_said_else_by_the_suffix_else_the_default(
    given: str | None, path: str | None, expected: str
) -> None:
    assert format_of(given, Path(path) if path else None, {".csv": "csv"}, "table") == expected


def test_a_suffix_that_means_nothing_is_refused() -> None:
    with pytest.raises(click.UsageError, match=r"a\.doc: no format has this suffix; use one of \.csv"):
        format_of(None, Path("a.doc"), {".csv": "csv"}, "table")
