"""Pages whose examples are run: every ```console block with `$ practicegraph ...` lines and what they print.

The blocks of a page are run in their order, in one folder that holds the examples.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
#: The pages, as far as they are there; a wheel has none.
PAGES: Final = tuple(
    path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if path.exists()
)
_BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT: Final = "$ "


def commands(page: str) -> list[str]:
    """The commands of a page, in their order."""
    return [command for block in _BLOCK.findall(page) for command in _commands(block)]


def run_page(page: str) -> str:
    """The page with each command followed by what it prints now."""
    if not commands(page):
        return page
    with _folder() as folder:
        return _BLOCK.sub(lambda match: f"```console\n{_run_block(match[1], folder)}```", page)


def _run_block(block: str, folder: Path) -> str:
    return "".join(f"{_PROMPT}{command}\n{_printed(command, folder)}" for command in _commands(block))


def _commands(block: str) -> list[str]:
    """The lines behind a prompt; the lines below each are what it printed when the page was written."""
    return [line.removeprefix(_PROMPT) for line in block.splitlines() if line.startswith(_PROMPT)]


def _printed(command: str, folder: Path) -> str:
    environment = {
        **os.environ,
        "PATH": f"{folder}/bin:{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    ended = subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return "".join(f"{line.rstrip()}\n" for line in (ended.stdout + ended.stderr).splitlines())


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder with the examples, and with the command as this interpreter has it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        (folder / "bin").mkdir()
        shim = folder / "bin" / "practicegraph"
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m practicegraph "$@"\n')
        shim.chmod(0o755)
        yield folder
