"""Which technologies of tracking a sentence names, who provides them, and whom they serve."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import as_parties, parties_in
from practicegraph.extract.reading import Mark

if TYPE_CHECKING:
    from practicegraph.extract.reading import Reading
    from practicegraph.statement import Party


def technologies_in(reading: Reading) -> tuple[Mark, ...]:
    """The technologies of a sentence; a named analytics provider is one, being known for nothing else."""
    end = len(reading.parse)
    named = (m for m in reading.inside("party", 0, end) if m.name and m.concept in _TRACKS_WITH)
    services = (Mark(m.start, m.end, _TRACKS_WITH[m.concept], "technology", name=m.name) for m in named)
    pixels = (
        Mark(m.start, m.end, "WebBeacon", "technology", name=m.name)
        for m in reading.inside("party", 0, end)
        if m.name and _PIXEL.search(m.name)
    )
    spoken = (
        _as_lasting(reading, m)
        for m in reading.inside("technology", 0, end)
        if not _is_only_named(reading, m)
    )
    return tuple(sorted((*spoken, *services, *pixels), key=lambda m: m.start))


#: How the name of a company's beacon ends.
_PIXEL: Final = re.compile(r"\bpixel$", re.IGNORECASE)


#: What cookies that end with the session are called, and how they end.
_SESSION: Final = re.compile(
    r"\b(?:session|transient|memory[- ]resident|non-?persistent)[ -](?:based )?[\"'\u201c\u2018]$",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"\b(?:delet|expir|eras|remov|disappear|vanish|terminat|end|destroy|last)\w*\b[^.;]{0,25}?\b(?:when|as soon as|once|after|until|upon)"
    r"\b[^.;]{0,30}?(?:\bclos\w+[^.;]{0,30}?\bbrowser|\bbrowser\b[^.;]{0,30}?\b(?:is )?clos\w+|\blog(?:s|ged)? ?(?:out|off)\b)",
    re.IGNORECASE,
)


def _as_lasting(reading: Reading, mark: Mark) -> Mark:
    """A cookie that is called otherwise only by quotes around it, or said to end with the browser, is a session's."""
    if mark.concept != "Cookie":
        return mark
    text = reading.sentence.text
    called = _SESSION.search(text[max(0, mark.at - 25) : mark.at]) or _ENDS.search(text, mark.until)
    return mark._replace(concept="SessionCookie") if called else mark


#: What a text or a setting is that bears a technology's name.
_ABOUT: Final = frozenset(
    ("guide", "policy", "policies", "preferences", "preference", "settings", "setting", "options", "notice", "statement",
     "consent", "banner", "choices", "controls", "opt-out", "manager", "tool")
)  # fmt: skip
_STEERED: Final = re.compile(
    r"\b(?:disabl|delet|block|reject|refus|declin|enabling|not accept|n't accept|turn(?:ing)? (?:off|on)|opt(?:ing)?[- ]out (?:of|from)|remov)"
    r"\w*(?: or [\w-]+)?(?: [\w-]+){0,2} $",
    re.IGNORECASE,
)


def _is_only_named(reading: Reading, mark: Mark) -> bool:
    """Whether a technology is named as what a text is about or a person steers ("our cookie guide", "blocking cookies")."""
    behind = reading.parse.words[mark.end : mark.end + 1]
    return bool(_ABOUT.intersection(behind)) or bool(_STEERED.search(reading.words(0, mark.start) + " "))


#: What a named provider of this role is, where a site is said to use it.
_TRACKS_WITH: Final = {"AnalyticsProvider": "AnalyticsService"}


def named_among(reading: Reading, marks: tuple[Mark, ...]) -> tuple[Party, ...]:
    """The providers among some technologies, with their roles."""
    return as_parties(
        reading,
        tuple(
            m
            for m in reading.inside("party", 0, len(reading.parse))
            if any(m.start == t.start and t.name for t in marks)
        ),
    )


def users_of(reading: Reading, marks: tuple[Mark, ...]) -> tuple[Party, ...]:
    """The third parties by whom a technology is used ("the use of cookies by our partners")."""
    if enabled := _enabled(reading, marks):
        return enabled
    after = marks[-1].end
    by = next(
        (i for i in range(after, min(after + 3, len(reading.parse))) if reading.parse.words[i] == "by"), None
    )
    own = by is not None and reading.parse.words[by + 1 : by + 2] == ("us",)
    return parties_in(reading, by, by + 10) if by is not None and not own else ()


_ENABLING: Final = frozenset(
    ("allow", "allows", "enable", "enables", "let", "lets", "permit", "permits", "help", "helps")
)


def _enabled(reading: Reading, marks: tuple[Mark, ...]) -> tuple[Party, ...]:
    """The third parties whom a technology serves ("cookies allow advertisers to count visits")."""
    verb = next((i for i, w in enumerate(reading.parse.words) if w in _ENABLING and i >= marks[0].end), None)
    if verb is None or any(reading.parse.tags[i].startswith(("VB", "MD")) for i in range(marks[0].end, verb)):
        return ()
    to = next(
        (i for i in range(verb + 1, min(verb + 10, len(reading.parse))) if reading.parse.words[i] == "to"),
        verb,
    )
    if {"us", "we", "our", "you"} & set(reading.parse.words[verb + 1 : to]):
        return ()
    return parties_in(reading, verb + 1, to)
