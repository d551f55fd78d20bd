"""Without the model that the rules were written for, nothing is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from practicegraph.errors import ModelUnavailable
from practicegraph.extract import model
from practicegraph.extract.model import PACKAGE, load_model


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model's folder, which is loaded in its place."""
    copy = tmp_path / "model"
    shutil.copytree(Path(str(load_model().path)), copy)
    monkeypatch.setattr(model, "_model_folder", lambda: copy)
    return copy


@pytest.mark.usefixtures("folder")
def test_the_same_weights_elsewhere_are_the_model() -> None:
    assert load_model.__wrapped__().pipe_names == ["tok2vec", "tagger", "parser"]


@pytest.mark.parametrize("part", ["tokenizer", "tok2vec/model", "tagger/model", "parser/model"])
def test_other_weights_are_refused(folder: Path, part: str) -> None:
    (folder / part).write_bytes((folder / part).read_bytes() + b"\0")
    with pytest.raises(ModelUnavailable, match="not those of the release") as refusal:
        load_model.__wrapped__()
    assert PACKAGE in str(refusal.value)


def test_a_missing_part_is_named(folder: Path) -> None:
    (folder / "parser" / "model").unlink()
    with pytest.raises(ModelUnavailable, match=r"parser.model cannot be read"):
        load_model.__wrapped__()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_MODULE", "no_such_model")
    with pytest.raises(ModelUnavailable, match="not installed"):
        load_model.__wrapped__()
