"""The command as a user runs it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


def practicegraph(*arguments: object, cwd: Path | None = None, stdin: str = "") -> Ended:
    """Run the command and wait for it; a run that hangs fails."""
    command = [sys.executable, "-m", "practicegraph", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    ended = subprocess.run(
        command, cwd=cwd, input=stdin.encode(), capture_output=True, env=environment, timeout=300, check=False
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
