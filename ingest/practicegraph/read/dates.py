"""Dates in names and in the policy's own words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = "(?P<{0}month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY: Final = r"(?P<{0}day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<{0}year>(?:19|20)\d\d)"
_FORMS: Final = (
    _MONTH.format("a") + r"\s*" + _DAY.format("a") + r"(?:\s*,|\s|\s*of)\s*" + _YEAR.format("a"),
    _DAY.format("b") + r"\s*(?:of\s+|-)?" + _MONTH.format("b") + r"(?:,|\s|-)\s*" + _YEAR.format("b"),
    _YEAR.format("c") + r"(?P<csep>[-./])(?P<cmonth>[01]?\d)(?P=csep)" + _DAY.format("c"),
    r"(?P<dfirst>[0-3]?\d)(?P<dsep>[-./])(?P<dsecond>[0-3]?\d)(?P=dsep)" + _YEAR.format("d"),
)
_DATE: Final = re.compile(r"\b(?:" + "|".join(_FORMS) + r")\b", re.IGNORECASE)
_ANNOUNCED: Final = re.compile(
    r"\b(?:last[ -](?:updated?|modified|revised|changed?|edited|reviewed)"
    r"|(?:date|time)\s+of\s+(?:last\s+)?(?:update|revision)|effective(?:\s+date)?|updated|revised|revision|modified"
    r"|posted|published|in\s+force|version|last\s+change|dated|current\s+as)"
    r"(?P<between>[^.!?\n\d]{0,60}?)(?=\b(?:\d|" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r"))",
    re.IGNORECASE,
)
_OTHER_DATE: Final = re.compile(r"\b(?:previous|prior|archived|before|act|law|since)\b", re.IGNORECASE)
_ISO: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


def date_in_name(name: str) -> tuple[str, str] | None:
    """The date that a file's name ends with, and the name without it."""
    found = None
    for match in _ISO.finditer(name):
        found = match
    if found is None or found.end() != len(name):
        return None
    day = _iso(int(found[1]), int(found[2]), int(found[3]))
    return (day, name[: found.start()].rstrip("-_. ")) if day else None


def announced_date(words: str) -> str | None:
    """The day since when the text says it is in force or unchanged; of several the latest."""
    found = {day for match in _ANNOUNCED.finditer(words) if (day := _after(words, match))}
    return max(found, default=None)


def lone_date(line: str) -> str | None:
    """The date that a line consists of."""
    match = _DATE.fullmatch(line.strip(" ().*_"))
    return _day(match) if match else None


def _after(words: str, announced: re.Match[str]) -> str | None:
    match = _DATE.match(words, announced.end())
    if match is None or _OTHER_DATE.search(announced["between"]) or _is_other(words, announced.start()):
        return None
    return _day(match)


def _is_other(words: str, at: int) -> bool:
    """Whether the words before speak of another version."""
    return bool(_OTHER_DATE.search(words[max(0, at - 12) : at]))


def _day(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    for form in "abc":
        if part[f"{form}year"]:
            return _iso(int(part[f"{form}year"]), _month(part[f"{form}month"]), int(part[f"{form}day"]))
    if part["dyear"]:
        return _numeric(int(part["dyear"]), int(part["dfirst"]), int(part["dsecond"]), part["dsep"])
    return None


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS[word.lower()]


def _numeric(year: int, first: int, second: int, separator: str) -> str | None:
    """Points mean day first; slashes month first, unless only the other order is a date."""
    day_first = _iso(year, second, first)
    month_first = _iso(year, first, second)
    return day_first or month_first if separator == "." else month_first or day_first


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
