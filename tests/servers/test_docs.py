"""What docs/servers.md tells to do is done, and what it says of Virtuoso is what the program does."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from tests.docs.console import ROOT

from practicegraph.servers.makes import TRUE_ON_VIRTUOSO_7

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.servers.conftest import Command, Real

PAGE = (ROOT / "docs" / "servers.md").read_text("utf-8")
EXAMPLES = re.search(r"```sh\n(.*?)```", PAGE, re.DOTALL)
ADDRESS = "http://localhost:7878"


def test_the_examples_work(
    empty: Real, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert EXAMPLES is not None
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    lines = [line for line in EXAMPLES[1].splitlines() if ADDRESS in line]
    assert len(lines) == 3
    for line in lines:
        _, *arguments = shlex.split(line.replace(ADDRESS, empty.graphs.removesuffix("/store")))
        done = command(*arguments)
        assert (done.status, done.err) == (0, "")
        assert done.out
    assert done.out.startswith("company,date,recipient")


def test_what_virtuoso_is_asked_is_what_the_page_says() -> None:
    section = PAGE.partition("## Virtuoso 7")[2]
    listed = re.search(r"\n\n((?:`[a-z-]+`\s)+)\n", section)
    assert listed is not None
    assert set(re.findall(r"`([a-z-]+)`", listed[1])) == TRUE_ON_VIRTUOSO_7
