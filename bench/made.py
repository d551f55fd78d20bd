"""A corpus as large as one likes: the policies of a folder under varied names and dates.

    python -m bench.made FOLDER COUNT TARGET

Each copy has another company's name in its file name and in its text, and another day, so that it is
another policy; whatever else it says stays. The same arguments give the same files.
"""

from __future__ import annotations

import argparse
import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What a policy's file is called: whose it is, what it is, and of which day.
_NAMED: Final = re.compile(r"(?P<company>[^_]+)__(?P<kind>.+)__(?P<date>\d{4}-\d\d-\d\d)\.md")


def vary(folder: Path, count: int) -> Iterator[tuple[str, str]]:
    """The names and texts of so many policies made of those in a folder, round after round."""
    originals = [
        (match, file) for file in sorted(folder.glob("*__*.md")) if (match := _NAMED.fullmatch(file.name))
    ]
    if not originals:
        raise FileNotFoundError(f"{folder}: no policy has a name of the form COMPANY__KIND__DATE.md")
    for number in range(count):
        match, file = originals[number % len(originals)]
        yield _copy(match, file.read_text(encoding="utf-8"), number // len(originals))


def write(folder: Path, count: int, target: Path) -> None:
    """Write so many policies into a new folder."""
    target.mkdir(parents=True)
    for name, text in vary(folder, count):
        target.joinpath(name).write_text(text, encoding="utf-8")


def _copy(match: re.Match[str], text: str, turn: int) -> tuple[str, str]:
    if turn == 0:
        return match.string, text
    company, ending = match["company"], letters(turn)
    day = date.fromisoformat(match["date"]) + timedelta(days=turn)
    renamed = re.sub(rf"\b({re.escape(company)})\b", rf"\1{ending}", text, flags=re.IGNORECASE)
    return f"{company}{ending}__{match['kind']}__{day}.md", renamed


def letters(number: int) -> str:
    """A number as letters, since a name that ends in digits reads like a version."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def main() -> None:
    """Write the folder that the arguments name."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    write(given.folder, given.count, given.target)


if __name__ == "__main__":
    main()
