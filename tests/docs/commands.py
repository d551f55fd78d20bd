"""The page of commands, made from what `--help` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click
from tests.docs.console import ROOT

from practicegraph.cli import group

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE: Final = ROOT / "docs" / "commands.md"
_HEAD: Final = """# Commands

What `--help` says of each command. `python -m tests.docs.update` writes this page, and a test compares it.
"""


def commands_page() -> str:
    """The page as it should be now."""
    return _HEAD + "".join(_sections(group, ("practicegraph",)))


def _sections(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    context = click.Context(command, info_name=" ".join(path), terminal_width=100, **group.context_settings)
    yield f"\n## {' '.join(path)}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _sections(command.commands[name], (*path, name))
