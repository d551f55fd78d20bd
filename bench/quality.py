"""How right the extracted statements are, measured against people's, with what people reach beside it.

    python -m bench.quality            measure, and write docs/quality.md
    python -m bench.quality --check    measure, and fail where a figure is below bench/bounds.toml

The texts and the people's readings lie in a folder beside the project, ../shared, and are for measuring
alone: nothing of them is part of the project.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.bounds import BOUNDS, below
from bench.page import write_page
from bench.speed import Speed, measure_speed

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT: Final = Path(__file__).parents[1]
SHARED: Final = ROOT.parent / "shared"
#: How the two scoring scripts name the counts.
_COUNTS: Final = (("right", "tp"), ("wrong", "fp"), ("missed", "fn"))


@dataclass(frozen=True, slots=True)
class Score:
    """One figure of one set: how many facts were found rightly, wrongly and missed, and what people reach."""

    name: str
    right: int
    wrong: int
    missed: int
    f1: float
    people: float | None = None


def measure(shared: Path = SHARED) -> dict[str, tuple[Score, ...]]:
    """The scores by set: the seed policies, the other policies, and the OPP-115 policies."""
    require(shared)
    return {
        "gold-seeds": _gold(shared, "seeds"),
        "gold-others": _gold(shared, "others"),
        "opp115": _opp115(shared),
    }


def require(shared: Path) -> None:
    """Stop where the folder with the measuring material is missing."""
    if not (shared / "gold" / "score.py").is_file():
        sys.exit(f"{shared}: the measuring material is missing; it must lie beside the project")


def _gold(shared: Path, part: str) -> tuple[Score, ...]:
    folder, script = shared / "gold" / part, shared / "gold" / "score.py"
    found = _scored(script, folder, folder.glob("*.txt"))
    people = _answer(script, folder, "--agreement", "--json")
    return tuple(_score(name, figures, people[name]["f1"] or None) for name, figures in found.items())


def _opp115(shared: Path) -> tuple[Score, ...]:
    folder = shared / "opp115"
    found = _scored(folder / "score.py", folder / "labels.jsonl", (folder / "policies").glob("*.txt"))
    people = dict(_people_of_opp115((folder / "README.md").read_text(encoding="utf-8")))
    micro = {
        name.removesuffix(" (micro)"): figures for name, figures in found.items() if name.endswith("(micro)")
    }
    return tuple(_score(name, figures, people.get(name)) for name, figures in micro.items())


def _people_of_opp115(readme: str) -> Iterable[tuple[str, float]]:
    for name, f1 in re.findall(
        r"^\| ([^|(]+?)(?: \([^|]*\)| named)? \|[^|]*\|[^|]*\| (\.\d+) \|$", readme, re.MULTILINE
    ):
        yield name, float(f1)


def _score(name: str, figures: dict[str, Any], people: float | None) -> Score:
    right, wrong, missed = (int(figures.get(new, figures.get(old, 0))) for new, old in _COUNTS)
    return Score(name, right, wrong, missed, figures["f1"], people)


def _scored(script: Path, labels: Path, texts: Iterable[Path]) -> dict[str, Any]:
    """What a scoring script says of the statements that the command finds in these texts."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "found.jsonl")
        command = [
            sys.executable,
            "-m",
            "practicegraph",
            "extract",
            *map(str, sorted(texts)),
            "-o",
            str(found),
        ]
        subprocess.run([*command, "--workers", "2"], check=True)
        ontology = sorted(map(str, (ROOT / "ontology").rglob("*.ttl")))
        return _answer(script, labels, str(found), "--json", "--ontology", *ontology)


def _answer(script: Path, *arguments: str | Path) -> dict[str, Any]:
    command = [sys.executable, str(script), *map(str, arguments)]
    answer: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return answer


def print_scores(scores: dict[str, tuple[Score, ...]], speed: Speed | None) -> None:
    """The figures as a table on standard output."""
    print(f"{'':34}{'right':>7}{'wrong':>7}{'missed':>7}{'F1':>8}{'people':>8}")
    for part, rows in scores.items():
        for row in rows:
            people = f"{row.people:8.3f}" if row.people else ""
            print(f"{part + ' ' + row.name:34}{row.right:7}{row.wrong:7}{row.missed:7}{row.f1:8.3f}{people}")
    if speed:
        print(
            f"words per CPU-second {speed.ours:.0f}, bare parser {speed.parser:.0f}, ratio {speed.ratio:.2f}"
        )


def main() -> None:
    """Measure, and say whether the figures are where they should be."""
    arguments = _arguments()
    scores = measure()
    speed = None if arguments.no_speed else measure_speed(SHARED / "corpus", every=arguments.every)
    print_scores(scores, speed)
    if arguments.check:
        figures = {f"{part}.{row.name}": row.f1 for part, rows in scores.items() for row in rows}
        figures |= {"speed.ratio": speed.ratio} if speed else {}
        problems = below(figures, BOUNDS)
        sys.exit("\n".join(problems) or 0)
    write_page(scores, speed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument(
        "--check", action="store_true", help="fail where a figure is below its bound; write nothing"
    )
    parser.add_argument("--every", type=int, default=1, help="measure the speed on every n-th policy")
    parser.add_argument("--no-speed", action="store_true", help="leave the speed out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
