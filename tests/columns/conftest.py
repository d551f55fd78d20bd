"""A store of policies made by chance, with its columns."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.columns import generated

from practicegraph.columns import update_columns
from practicegraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    path = tmp_path_factory.mktemp("columns") / "store"
    generated.fill(path)
    with open_store(path) as store:
        update_columns(store)
    return path


@pytest.fixture
def store(ready: Path, tmp_path: Path) -> Path:
    """A copy of that store that a test may change."""
    return shutil.copytree(ready, tmp_path / "store")
