"""What the pages show is what the commands print, and every command has its place in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.docs.commands import PAGE, commands_page
from tests.docs.console import PAGES, ROOT, commands, run_page

from practicegraph.cli import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

_OUT_OF_DATE = "is out of date; run: python -m tests.docs.update"
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def test_there_are_pages_with_commands() -> None:
    assert ROOT / "README.md" in PAGES
    assert len(commands((ROOT / "README.md").read_text(encoding="utf-8"))) > 5


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_shows_what_its_commands_print(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert run_page(page) == page, f"{path.name} {_OUT_OF_DATE}"


def test_the_page_of_commands_is_what_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page(), f"docs/commands.md {_OUT_OF_DATE}"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_says_what_it_does(command: object) -> None:
    assert getattr(command, "help", "")


@pytest.mark.skipif(
    not (ROOT / "ingest").is_dir(), reason="pages link to the code, and only a checkout has it"
)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_to_files_that_are_there(path: Path) -> None:
    links = _LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
