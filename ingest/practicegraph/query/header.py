"""The head of a query file: Markdown behind `# `, which says what the query asks and what it can be told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: The sections that a head must have, in their order.
SECTIONS: Final = ("Question", "Reads as", "Parameters")
_SECTION: Final = re.compile(r"\*\*([A-Z][^:*]*):\*\*\s*(.*)")
_PARAMETER: Final = re.compile(r"- `\?([a-z][A-Za-z0-9]*)` \(([a-z]+), default `([^`]+)`\): (\S.*)")
_NO_PARAMETERS: Final = "none"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a query can be told.

    `kind` is a key of `parameters.KINDS`, `default` is written as a user would, and `any` as a default
    means that the parameter restricts nothing.
    """

    name: str
    kind: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a query's head says; `problems` holds all for which it cannot be used."""

    title: str
    sections: dict[str, str]
    parameters: tuple[Parameter, ...]
    problems: tuple[str, ...]


def parse_header(text: str) -> Header:
    """Read the head of a query's text."""
    lines = _head(text)
    title = lines[0].removeprefix("# ").strip() if lines and lines[0].startswith("# ") else ""
    sections = _sections(lines[1:])
    parameters, strange = _parameters(sections.get("Parameters", ""))
    problems = (
        *(() if title else ("its first line must be a title: # # Who receives payment data",)),
        *(f"the head lacks **{name}:**" for name in SECTIONS if not sections.get(name, "").strip()),
        *(f"{line!r} is no parameter; write - `?name` (kind, default `value`): meaning" for line in strange),
    )
    return Header(title, sections, parameters, problems)


def _head(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line[1:].removeprefix(" ").rstrip())
    return lines


def _sections(lines: list[str]) -> dict[str, str]:
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        if match := _SECTION.fullmatch(line):
            current = sections.setdefault(match[1], [])
            line = match[2]  # noqa: PLW2901  # what is left of the line belongs to the section
        current.append(line)
    return {name: "\n".join(said).strip() for name, said in sections.items()}


def _parameters(section: str) -> tuple[tuple[Parameter, ...], tuple[str, ...]]:
    if section.rstrip(".").casefold() == _NO_PARAMETERS:
        return (), ()
    entries = re.sub(r"\n\s+", " ", section).splitlines()
    matches = {entry: _PARAMETER.fullmatch(entry) for entry in entries if entry.strip()}
    found = tuple(Parameter(*match.groups()) for match in matches.values() if match)
    return found, tuple(entry for entry, match in matches.items() if not match)
