"""Lists that a noun opens: "the information we collect includes ...", "Personal Information means ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.draft import Draft
from practicegraph.extract.purposes import narrow
from practicegraph.extract.reading import specific, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def inclusion(reading: Reading, context: Context) -> Iterator[Draft]:
    """A collection (or what was said before) of the data that a sentence spells out for a term."""
    text = reading.sentence.text
    match = _INCLUDES.search(text)
    if match is None:
        yield from _titled(reading, context)
        return
    if _lists_doings(reading, match):
        yield from _functions(reading, context, match)
        return
    token = reading.token(match.start())
    head = reading.inside("data", 0, token)
    listed = specific(reading, reading.inside("data", token, len(reading.parse)), context.broader)
    data = unique(m.concept for m in listed if not m.generic)
    pointed = (
        bool(_POINTS_BACK.match(text))
        and token <= 4  # noqa: PLR2004  # the pronoun and an auxiliary or two
        and context.before.practice in ("Collection", "Sharing", "Use", "Tracking")
    )
    if (
        not data
        or not (pointed or _is_heading_noun(reading, context, head, token))
        or _NOT_DATA.search(text[: match.start()])
    ):
        return
    sharing = context.before.practice in ("Sharing", "Sale") or _SHARED.search(text[: match.start()])
    if re.search(r"\b(?:maintain|stor|kept|retain)", text[: match.start()]):
        yield Draft(
            practice="Storage", rule="inclusion.kept", spans=(reading.span(0, len(reading.parse)),), data=data
        )
    yield Draft(
        practice="Sharing"
        if sharing and context.before.parties and _SHARED.search(text[: match.start()])
        else "Collection",
        rule="inclusion",
        spans=(reading.span(0, len(reading.parse)),),
        modality="may" if re.search(r"\b(?:may|might|could)\b", text[: match.start()]) else "does",
        data=data,
        parties=context.before.parties if sharing and _SHARED.search(text[: match.start()]) else (),
    )


_DOING: Final = re.compile(r"\W*(?:but are not limited to\W+)?[a-z]+ing\b", re.IGNORECASE)


def _lists_doings(reading: Reading, match: re.Match[str]) -> bool:
    """Whether what is listed are things done ("examples include sending mail and processing cards")."""
    doing = _DOING.match(reading.sentence.text, match.end())
    return doing is not None and not any(
        m.at < doing.end() <= m.until for m in reading.terms if m.kind == "data"
    )


def _functions(reading: Reading, context: Context, match: re.Match[str]) -> Iterator[Draft]:
    """What those do for the company of whom the sentence before says that they work for it."""
    purposes = narrow(m.concept for m in reading.said("purpose", reading.token(match.end())))
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


def _is_heading_noun(reading: Reading, context: Context, head: tuple[Mark, ...], token: int) -> bool:
    """Whether the words before are about information and hold no other clause of their own."""
    if not (any(m.generic for m in head) or _is_kind(reading, context, token)) or token > 24:  # noqa: PLR2004  # a longer subject is a sentence
        return False
    return not any(p.token < token and p.role == "main" for p in reading.predicates)
