"""The bounds that measured figures must not fall below, and that themselves only ever rise.

python -m bench.bounds    fail where a bound is lower than in the commit before
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).parents[1]
BOUNDS: Final = Path(__file__).with_name("bounds.toml")


def read_bounds(text: str) -> dict[str, float]:
    """The bounds of a file, by `set.figure`."""
    return {
        f"{part}.{name}": float(bound)
        for part, rows in tomllib.loads(text).items()
        for name, bound in rows.items()
    }


def below(figures: Mapping[str, float], bounds: Path) -> list[str]:
    """What is wrong: figures below their bound, and bounds without a figure."""
    problems = []
    for name, bound in read_bounds(bounds.read_text(encoding="utf-8")).items():
        if name not in figures:
            problems.append(f"{name}: was not measured, and has the bound {bound}")
        elif figures[name] < bound:
            problems.append(f"{name}: {figures[name]:.3f} is below its bound {bound}")
    return problems


def lowered(before: str, now: str) -> list[str]:
    """The bounds that were lowered or taken away from one text of the file to the next."""
    new = read_bounds(now)
    return [
        f"{name}: the bound fell from {bound} to {new.get(name)}"
        for name, bound in read_bounds(before).items()
        if new.get(name, -1.0) < bound
    ]


def main() -> None:
    """Compare the file with what the commit before had, where it had one."""
    shown = subprocess.run(
        ["git", "show", "HEAD~1:bench/bounds.toml"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    problems = lowered(shown.stdout, BOUNDS.read_text(encoding="utf-8")) if shown.returncode == 0 else []
    sys.exit("\n".join(problems) or 0)


if __name__ == "__main__":
    main()
