"""Pages whose examples are run: every ```console block with `$ practicegraph ...` lines and what they print.

The blocks of a page are run in their order, in one folder that holds the examples. A line `[...]` after a
command's output stands for lines that are left out.
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
    return [c for block in _BLOCK.findall(page) for c, _ in _parts(block)]


def run_page(page: str) -> str:
    """The page with each command followed by what it prints now."""
    if not commands(page):
        return page
    with _folder() as folder:
        return _BLOCK.sub(lambda match: f"```console\n{_run_block(match[1], folder)}```", page)


def _run_block(block: str, folder: Path) -> str:
    return "\n".join(f"{_PROMPT}{command}\n{_printed(command, folder)}" for command, _ in _parts(block))


def _parts(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with what follows it; a backslash at the end of a line continues it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, output = re.fullmatch(r"((?:.*\\\n)*.*)\n(.*)", part, re.DOTALL).groups()  # type: ignore[union-attr]  # matches everything that has a line
        yield command, output


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
