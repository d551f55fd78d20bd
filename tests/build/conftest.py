"""Small policies of invented companies, and a store built from them once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.build.helpers import POLICIES, built


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """A copy of the policies that a test may change."""
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    store = tmp_path_factory.mktemp("ready") / "store"
    assert built(POLICIES, store).status == 0
    return store


@pytest.fixture
def store(ready: Path, tmp_path: Path) -> Path:
    """A copy of that store that a test may change."""
    return Path(shutil.copytree(ready, tmp_path / "store"))
