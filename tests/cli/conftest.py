"""A store that commands can ask, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.helpers import practicegraph

POLICIES = Path(__file__).parents[1] / "build" / "policies"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "store"
    ended = practicegraph("build", POLICIES, "--store", folder)
    assert (ended.status, ended.err) == (0, "")
    return folder
