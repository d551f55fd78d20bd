"""A store of the companies that were written by hand, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.analyse.helpers import HERE, company

from practicegraph.imports.store import put_into_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("analyse") / "store"
    put_into_store(map(company, sorted((HERE / "companies").glob("*.json"))), folder)
    return folder
