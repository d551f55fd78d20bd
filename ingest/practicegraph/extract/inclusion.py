"""Lists that a noun opens: "the information we collect includes ...", "Personal Information means ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.extract.draft import Draft
from practicegraph.extract.frames import load_frames
from practicegraph.extract.purposes import narrow
from practicegraph.extract.reading import specific, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Mark, Reading

_INCLUDES: Final = re.compile(
    r"\b(?:includes?|consists? of|comprises?|contains?|(?:may|might|can|could|"
    r"will) (?:also )?(?:include|contain|consist of)|means?|refers? to)\b"
    r"|\b(?:is|are)\b(?= ?:)",
    re.IGNORECASE,
)
_SHARED: Final = re.compile(
    r"\b(?:shar|disclos|transfer|sold|sell|provid\w+ to (?:them|third))", re.IGNORECASE
)
_NOT_DATA: Final = re.compile(
    r"\b(?:we use|used|does not|not|don't|cannot|please|(?:your|the|any|such|a) (?:[\w-]+ ){0,2}(?:request|letter|e-?mail)|"
    r"(?:can|may|you) access)\b",
    re.IGNORECASE,
)
_POINTS_BACK: Final = re.compile(
    r"^\W*(?:it|this|these|they|examples?|among (?:these|this)|such information|this information)\b",
    re.IGNORECASE,
)
#: "Contact information: for example, your name": a kind of information with its members.
_TITLED: Final = re.compile(
    r"^[^.:;]{0,40}\b(?:information|data|details|identifiers|files)\b[^.:;]{0,30} ?[:–—.-] ", re.IGNORECASE
)


class _Opening(NamedTuple):
    """The verb between a term and what it includes, as characters of the sentence, and the words before it."""

    verb: int
    end: int
    before: str


def inclusion(reading: Reading, context: Context) -> Iterator[Draft]:
    """A collection (or what was said before) of the data that a sentence spells out for a term."""
    opening = _opening(reading)
    if opening is None:
        yield from _titled(reading, context)
    elif _lists_doings(reading, opening):
        yield from _functions(reading, context, opening)
    elif _opens_list(reading, context, opening):
        yield from _listed(reading, context, opening)


def _opening(reading: Reading) -> _Opening | None:
    text = reading.sentence.text
    if match := _INCLUDES.search(text):
        return _Opening(match.start(), match.end(), text[: match.start()])
    if (match := _AMONG.match(text)) and _follows_at_once(reading, match.end()):
        return _Opening(match.start("be"), match.end(), text[: match.start("be")])
    return None


#: Examples of what is collected, or what stands among it, and a verb behind it.
_AMONG: Final = re.compile(
    r"^\W*(?:(?:some |the following )?examples? of|among|(?:also )?(?:included|contained) in)\b[^.;:,]{3,80}? (?P<be>is|are)\b",
    re.IGNORECASE,
)
#: Within how many tokens behind the verb the first member of a list stands.
_FIRST_MEMBER: Final = 7


def _follows_at_once(reading: Reading, end: int) -> bool:
    behind = reading.token(end + 1)
    return bool(reading.inside("data", behind, behind + _FIRST_MEMBER))


def _opens_list(reading: Reading, context: Context, opening: _Opening) -> bool:
    """Whether what is before the verb is a term for data, or points back to one."""
    token = reading.token(opening.verb)
    pointed = (
        bool(_POINTS_BACK.match(reading.sentence.text))
        and token <= 4  # noqa: PLR2004  # the pronoun and an auxiliary or two
        and context.before.practice in ("Collection", "Sharing", "Use", "Tracking")
    )
    if _NOT_DATA.search(opening.before) or _NONE.match(reading.sentence.text, opening.end):
        return False
    if _AMONG.match(reading.sentence.text) and not _is_of_company(opening):
        return False
    return pointed or _is_heading_noun(reading, context, reading.inside("data", 0, token), token)


#: What makes data the company's, and not an example of what data there is in general.
_OF_COMPANY: Final = re.compile(
    r"\b(?:collect|gather|obtain|receive|record|hold|process|log|store|retain|you (?:give|provide)|our)",
    re.IGNORECASE,
)


def _is_of_company(opening: _Opening) -> bool:
    """Whether examples are of what the company has, and not of what it shares or of a term."""
    return bool(_OF_COMPANY.search(opening.before)) and not _SHARED.search(opening.before)


#: Behind the verb: there is nothing of the kind.
_NONE: Final = re.compile(r"\W*no(?:ne)?\b", re.IGNORECASE)
_KEPT: Final = re.compile(r"\b(?:maintain|stor|kept|retain)")


def _listed(reading: Reading, context: Context, opening: _Opening) -> Iterator[Draft]:
    """A statement of the members of the list: of the practice that its term names, or that was told before."""
    members = reading.inside("data", reading.token(opening.verb), len(reading.parse))
    data = unique(m.concept for m in specific(reading, members, context.broader) if not m.generic)
    if not data:
        return
    spans = (reading.span(0, len(reading.parse)),)
    if _KEPT.search(opening.before):
        yield Draft(practice="Storage", rule="inclusion.kept", spans=spans, data=data)
    parties = context.before.parties if _SHARED.search(opening.before) else ()
    yield Draft(
        practice="Sharing" if parties else "Collection",
        rule="inclusion",
        spans=spans,
        modality="may" if re.search(r"\b(?:may|might|could)\b", opening.before) else "does",
        data=data,
        parties=parties,
    )


_DOING: Final = re.compile(r"\W*(?:but are not limited to\W+)?[a-z]+ing\b", re.IGNORECASE)


def _lists_doings(reading: Reading, opening: _Opening) -> bool:
    """Whether what is listed are things done ("examples include sending mail and processing cards")."""
    doing = _DOING.match(reading.sentence.text, opening.end)
    return doing is not None and not any(
        m.at < doing.end() <= m.until for m in reading.terms if m.kind == "data"
    )


def _functions(reading: Reading, context: Context, opening: _Opening) -> Iterator[Draft]:
    """What those do for the company of whom the sentence before says that they work for it."""
    purposes = narrow(m.concept for m in reading.said("purpose", reading.token(opening.end)))
    before = context.before
    if (
        purposes
        and before.practice == "Sharing"
        and before.just_named
        and _POINTS_BACK.match(reading.sentence.text)
    ):
        yield Draft(
            practice="Sharing",
            rule="inclusion.functions",
            spans=(reading.span(0, len(reading.parse)),),
            parties=before.just_named,
            purposes=purposes,
        )


def _titled(reading: Reading, context: Context) -> Iterator[Draft]:
    """The data listed behind a title that is a kind of information, where the section is about what is collected."""
    match = _TITLED.match(reading.sentence.text)
    if match is None or reading.predicates or not any(_COLLECTING.search(h) for h in context.headings[-2:]):
        return
    listed = specific(
        reading, reading.inside("data", reading.token(match.end()), len(reading.parse)), context.broader
    )
    data = unique(m.concept for m in listed if not m.generic)
    if data:
        yield Draft(
            practice="Collection",
            rule="inclusion.titled",
            spans=(reading.span(0, len(reading.parse)),),
            data=data,
        )


_COLLECTING: Final = re.compile(
    r"\b(?:collect|gather|obtain|receive|record|(?:information|data) (?:(?:that|which) )?(?:you (?:\w+ to )?(?:give|provide)|we (?:hold|process|have))|"
    r"(?:types?|categories|kinds) of (?:personal )?(?:information|data)(?![^.]*\b(?:s[oe]l[ld]|shar|disclos)))",
    re.IGNORECASE,
)


_KIND_OF_DATA: Final = re.compile(
    r"^\W*(?!aggregate|anonym|non-)(?:[\w/&-]+ ){1,4}(?:data|information|details|identifiers)\W*(?:\([^)]*\) )?(?:may |can |also )*$",
    re.IGNORECASE,
)


def _is_kind(reading: Reading, context: Context, token: int) -> bool:
    """Whether a kind of data is the subject ("Contact Data includes"), where the section is about what is collected."""
    before = reading.words(0, token) + " "
    return _KIND_OF_DATA.match(before) is not None and any(
        _COLLECTING.search(h) for h in context.headings[-2:]
    )


def _is_gathered(reading: Reading, head: tuple[Mark, ...], token: int) -> bool:
    """Whether data is the subject that is said to be collected or to stand in a log ("usage data we collect includes")."""
    gathered = any(
        p.role == "relative" and p.token < token and _collects(reading.parse.words[p.token])
        for p in reading.predicates
    )
    if _GATHERED.search(reading.words(0, token)):
        return True
    return bool(head) and (gathered or reading.words(head[-1].start, token).casefold().startswith(_LOGS))


#: A subject that is said to be collected, whatever the parser makes of it and whatever it is called.
_GATHERED: Final = re.compile(
    r"^\W*(?!(?:we|you|they|if|when|where|please)\b)(?:[\w'/&()-]+ ){1,7}(?:that (?:is|are) )?(?:collected|gathered|obtained|received|recorded|logged) "
    r"(?:automatically )?(?:by|from|on|through|via|in|about)\b[^.;:,]{0,60}$",
    re.IGNORECASE,
)


_LOGS: Final = ("log", "server log", "access log", "web log", "web server log")


def _collects(verb: str) -> bool:
    return any(f.name in ("collect", "observe") for f in load_frames().frames_of(verb))


def is_spelled_out(reading: Reading, predicate: Predicate) -> bool:
    """Whether a sentence goes on to list the data that a relative clause is about ("data we collect includes your name")."""
    if not (predicate.role == "relative" and predicate.theme) and predicate.role != "infinitive":
        return False
    opening = _opening(reading)
    if opening is None or _NOT_DATA.search(opening.before):
        return False
    token = reading.token(opening.verb)
    members = (m for m in reading.inside("data", token, len(reading.parse)) if not m.generic)
    return predicate.token < token and reading.parse.deps[token] in ("ROOT", "aux") and any(members)


def _is_heading_noun(reading: Reading, context: Context, head: tuple[Mark, ...], token: int) -> bool:
    """Whether the words before are about information and hold no other clause of their own."""
    told = (
        any(m.generic for m in head)
        or _is_kind(reading, context, token)
        or _is_gathered(reading, head, token)
    )
    if not told or token > 24:  # noqa: PLR2004  # a longer subject is a sentence
        return False
    before = reading.words(0, token)
    return bool(_GATHERED.search(before)) or not any(
        0 < p.token < token and p.role == "main" for p in reading.predicates
    )
