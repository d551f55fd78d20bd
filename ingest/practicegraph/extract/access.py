"""Access and availability: data that somebody can see, said with a noun or an adjective."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import as_parties, points_to_others
from practicegraph.extract.assertion import tells_nothing
from practicegraph.extract.draft import Draft
from practicegraph.extract.reading import specific, unique
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Reading
    from practicegraph.statement import Modality

_NOT: Final = r"(?:not|never|n't|no)\b[^.;]{0,40}?"
#: The company cannot see it: a denied collection.
_UNSEEN: Final = re.compile(
    rf"\b(?:{_NOT}(?:available|visible|accessible|disclosed|viewed|seen|known) (?:to|by) us\b"
    r"|we (?:have|get|gain) no access to\b(?!,? or control)"
    r"|we (?:do not|don't|never|cannot|can not|can't|will not|"
    r"will never) (?:[a-z]+ or )?(?:(?:have|get|gain) )?(?:any )?(?:access to(?!,? n?or (?:any )?control)|see|view|receive)"
    r"|\bwe\b[^.;,]{3,80}? (?:and|but) (?:we )?(?:do not|don't|never|cannot|can not) (?:(?:have|get|gain) )?(?:any )?"
    r"(?:access to(?!,? or control)|see|view|receive))",
    re.IGNORECASE,
)
_AVAILABLE: Final = re.compile(
    r"\b(?:available|accessible|visible|viewable|searchable|displayed|shown|seen|viewed|accessed|"
    r"read)(?: online| publicly)?(?: (?:and|or) (?:collected|used|read|copied|shared|seen))? (?:to|by|on) (?P<who>[^.;,]{2,60})"
    r"|\b(?:made|is|are) (?:available|accessible|visible) publicly\b"
    r"|\b(?:is|are|be|becomes?|made) (?:considered )?(?:public\b|publicly (?:available|accessible|"
    r"visible|viewable|posted|displayed))",
    re.IGNORECASE,
)
#: Others who see it, as the subject of the seeing.
_SEEN: Final = re.compile(
    r"\b(?:(?:other )?(?:users|members|visitors|players|customers|people)|others|anyone|everyone|(?:the |your )?(?:public|"
    r"friends|followers|contacts))(?: (?:who|on|in|of|with|to) (?:[\w'-]+ ){1,6}?)? ?(?:can|could|may|might|will|"
    r"will be able to|are able to|is able to|may be able to) (?:also |then |still )?(?:see|view|read|access|look at|find)\b",
    re.IGNORECASE,
)
_HAVE_ACCESS: Final = re.compile(
    r"\b(?:have|has|having|gain|gains|get|given|provided|granted|need|needs|obtain|grant|give|"
    r"allow(?:ed)?|permit(?:ted)?)\b[^.;]{0,50}?\baccess to\b",
    re.IGNORECASE,
)
_PUBLIC: Final = re.compile(
    r"\b(?:public\w*|anyone|everyone|world|internet|any visitor|all users)\b", re.IGNORECASE
)


#: Some of these letters stand in every sentence that tells of seeing; the patterns below cost more.
_CUES: Final = (
    "access", "avail", "visib", "see", "view", "read", "public", "shown", "display", "searchab", "look", "find",
    "receive", "known", "disclosed",
)  # fmt: skip


def access(reading: Reading, context: Context) -> Iterator[Draft]:
    """Who can see the data of a sentence, or that the company cannot."""
    lowered = reading.sentence.text.lower()
    if not any(cue in lowered for cue in _CUES):
        return
    data = unique(
        m.concept for m in specific(reading, reading.inside("data", 0, len(reading.parse)), context.broader)
    )
    if not data:
        return
    text = reading.sentence.text
    if _UNSEEN.search(text):
        yield _draft(reading, "Collection", "access.denied").but(data=data, polarity="denied")
    elif match := _HAVE_ACCESS.search(text):
        yield from _given(reading, context, data, match)
    elif match := _AVAILABLE.search(text):
        yield from _shown(reading, data, match)
    elif (match := _SEEN.search(text)) and not tells_nothing(text):
        yield from _seen(reading, context, match)


def _draft(reading: Reading, practice: str, rule: str) -> Draft:
    return Draft(practice=practice, rule=rule, spans=(reading.span(0, len(reading.parse)),))


def _modality(words: str) -> Modality:
    return "may" if re.search(r"\b(?:may|might|could)\b", words) else "does"


def _given(
    reading: Reading, context: Context, data: tuple[str, ...], match: re.Match[str]
) -> Iterator[Draft]:
    """ "Third parties have access to your data", "we give X access to", "they are given access to"."""
    parties = _with_access(reading, context, match)
    if _OURS.search(reading.sentence.text[: match.start()]):
        return
    if not parties or re.search(r"\b(?:you|your child|parents?)\b", match.group(), re.IGNORECASE):
        return
    before = reading.sentence.text[max(0, match.start() - 40) : match.end()]
    denied = bool(re.search(r"\b(?:not|never|no)\b", before, re.IGNORECASE))
    yield _draft(reading, "Sharing", "access.given").but(
        data=data,
        parties=parties,
        polarity="denied" if denied else "affirmed",
        modality=_modality(before),
        purposes=unique(m.concept for m in reading.said("purpose", 0, _before_but(reading, match.end()))),
        conditions=unique(m.concept for m in reading.said("condition")),
    )


def _before_but(reading: Reading, position: int) -> int:
    """The token where a "but" behind a position says what the access is not for."""
    at = reading.sentence.text.find(" but ", position)
    return reading.token(at) if at >= 0 else len(reading.parse)


#: Before "have access": it is the company that has it.
_OURS: Final = re.compile(r"\bwe (?:\w+ ){0,3}$", re.IGNORECASE)


def _with_access(reading: Reading, context: Context, match: re.Match[str]) -> tuple[Party, ...]:
    start = reading.token(match.start())
    marks = reading.inside("party", max(0, start - 8), reading.token(match.end()) + 1)
    if marks or not points_to_others(reading.sentence.text):
        return as_parties(reading, marks)
    return context.before.just_named or context.before.parties


def _seen(reading: Reading, context: Context, match: re.Match[str]) -> Iterator[Draft]:
    """ "Other members can see your profile"."""
    start, end = reading.token(match.start()), reading.token(match.end() - 1) + 1
    data = unique(
        m.concept for m in specific(reading, reading.inside("data", end, end + 20), context.broader)
    )
    before = reading.sentence.text[max(0, match.start() - 60) : match.start()]
    if not data or _SUPPOSED.search(before):
        return
    parties = as_parties(reading, reading.inside("party", start, end))
    yield _draft(reading, "Sharing", "access.seen").but(
        data=data,
        parties=parties or (Party(None, "Public" if _PUBLIC.search(match.group()) else "OtherUser"),),
        modality=_modality(match.group()),
    )


#: Before those who see: it is a choice, or only supposed.
_SUPPOSED: Final = re.compile(
    r"\b(?:if|whether|who|control|choose|decide|want|limit|restrict)\b", re.IGNORECASE
)
_FIRMS: Final = re.compile(
    r"(?:other |certain |selected |various |some )*(?:companies|organi[sz]ations|businesses|marketers|merchants)\b",
    re.IGNORECASE,
)
#: Before "available to": the company lets others have it.
_MAKING: Final = re.compile(
    r"^(?!\W*if\b).*\b(?:made|mak(?:e|es|ing)\b[^.;]{3,60}) $", re.IGNORECASE | re.DOTALL
)


def _shown(reading: Reading, data: tuple[str, ...], match: re.Match[str]) -> Iterator[Draft]:
    """ "Your posts are available to the public", "your profile is visible to other users"."""
    whom = match["who"] or ""
    start = reading.token(match.start())
    if not reading.inside("data", 0, start) or "@" in whom:
        return
    marks = reading.inside("party", start, min(start + 12, len(reading.parse)))
    made = _MAKING.search(reading.sentence.text[: match.start()]) is not None and bool(
        marks or _FIRMS.match(whom)
    )
    public = any(m.concept in ("Public", "OtherUser") for m in marks) or _PUBLIC.search(match.group())
    if not (made or public):
        return
    before = reading.sentence.text[max(0, match.start() - 30) : match.start()]
    denied = bool(re.search(r"\b(?:not|never|no)\b", before, re.IGNORECASE))
    if re.search(
        r"\bpublicly available (?:sources?|information|data|records?)", reading.sentence.text, re.IGNORECASE
    ):
        return
    yield _draft(reading, "Sharing", "access.shown").but(
        data=data,
        purposes=unique(m.concept for m in reading.said("purpose")) if made else (),
        parties=as_parties(reading, marks) or (Party(None, "ThirdParty" if made else "Public"),),
        polarity="denied" if denied else "affirmed",
        modality=_modality(before),
    )
