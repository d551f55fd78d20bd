"""How long data is kept: the words that say so, and the ISO 8601 duration where a figure is stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "eighteen": 18, "twenty": 20, "twenty-four": 24, "thirty": 30, "thirty-six": 36,
    "forty": 40, "forty-five": 45, "sixty": 60, "seventy-two": 72, "ninety": 90,
}  # fmt: skip
_UNITS: Final = {
    "year": "P{}Y",
    "month": "P{}M",
    "week": "P{}W",
    "day": "P{}D",
    "hour": "PT{}H",
    "minute": "PT{}M",
}

_NUMBER: Final = r"(?:\d{1,4}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_FIGURE: Final = (
    rf"(?P<number>{_NUMBER})(?: \(\d{{1,4}}\))?[- ]"
    r"(?:calendar |business |working |consecutive |full |more )?(?P<unit>year|month|week|day|hour|minute)s?\b"
)
_BEFORE_FIGURE: Final = (
    r"\b(?:for|within|after|in|up to|at least|no (?:longer|more) than"
    r"|(?:a |the )?(?:maximum|minimum)(?: period)? of|a period of|every|over|through)"
    r" (?:a )?(?:(?:maximum|minimum|retention) )?(?:period )?(?:of )?"
    r"(?:(?:up to|at least|approximately|about|the last|the past|not more than) )?"
)
_ADJECTIVE: Final = (
    r"(?:reasonable|limited|minimum|maximum|short|certain|shortest|longer|additional|commercially reasonable)"
)
#: Ways of saying how long, each with the words that complete it.
_WORDINGS: Final = (
    rf"(?:{_BEFORE_FIGURE})?\b{_FIGURE}(?: (?:after|from|of|following|since) [^.;,]{{3,80}})?",
    r"\b(?:for )?(?:as|so) long as [^.;]{3,160}",
    r"\buntil [^.;]{3,120}",
    r"\bwhile (?:you|users?|your|the) (?:\w+ )?(?:have|has|maintain|maintains|keep|keeps|are|is|remain|remains) [^.;]{0,40}"
    r"\b(?:account|member|members|subscriber|subscription|active|open|registered|customer)\b[^.;]{0,60}",
    r"\b(?:(?:for )?(?:no |any )?longer than|beyond (?:the (?:period|time|term)|what)|only (?:for )?as long as)[^.;]{3,120}",
    rf"\bfor (?:an?|the|such|some|any) {_ADJECTIVE}? ?(?:period|time|duration|length)(?: of time)?\b"
    r"[^.;,]{0,120}",
    r"\b(?:only )?(?:as|when|where|to the extent|whenever we are) (?:is |are |reasonably )?"
    r"(?:necessary|needed|required) (?:to|for|by|in order)\b[^.;]{3,120}",
    r"\bfor (?:the|a) (?:period|duration|time|length)[^.;]{3,120}",
    r"\b(?:indefinitely|permanently|in perpetuity|forever)\b",
    r"\bonce [^.;]{3,60}(?:close|closes|end|ends|is over)\b[^.;]{0,40}",
)
_DURATION: Final = re.compile("|".join(_WORDINGS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of a sentence that says how long; `iso` where it states a figure."""

    start: int
    end: int
    words: str
    iso: str | None


def find_duration(text: str) -> Duration | None:
    """The first words of a text that say how long, or None."""
    match = _DURATION.search(text)
    if match is None:
        return None
    words = match.group().rstrip(" ,:")
    return Duration(match.start(), match.start() + len(words), words, _iso(match))


def _iso(match: re.Match[str]) -> str | None:
    number, unit = match["number"], match["unit"]
    if not number:
        return None
    count = int(number) if number.isdigit() else _NUMBERS[number.lower()]
    return _UNITS[unit.lower()].format(count)
