"""Collection, use, sharing, sale and storage: what is done with data, said with a verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import NOBODY, Actor, actors_of, points_to_others, speaks_of_person
from practicegraph.extract.assertion import is_asserted
from practicegraph.extract.contrast import contrast_of, contrasted
from practicegraph.extract.draft import Draft
from practicegraph.extract.engagement import is_errand
from practicegraph.extract.frames import load_frames
from practicegraph.extract.inclusion import is_spelled_out
from practicegraph.extract.instruments import used_by, user_of, uses_technology
from practicegraph.extract.making import MAKERS
from practicegraph.extract.objects import object_sharers, shared_data
from practicegraph.extract.occurrence import Occurrence
from practicegraph.extract.purposes import is_introduced, purposes_of
from practicegraph.extract.reading import unique
from practicegraph.extract.senses import fits
from practicegraph.extract.slots import conditions_of
from practicegraph.extract.unspecified import LEAD_IN, PERSONAL, UNSPECIFIED
from practicegraph.statement import FIRST_PARTY, Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Reading
    from practicegraph.statement import Polarity


def flows(reading: Reading, context: Context) -> Iterator[Draft]:
    """Every statement that the sentence's practice verbs make."""
    data = shared_data(reading, context)
    for predicate, about in zip(reading.predicates, data, strict=True):
        if is_asserted(reading, predicate) and _is_told(reading, predicate, about):
            yield from _of_predicate(reading, context, predicate, about)


def _is_told(reading: Reading, predicate: Predicate, data: tuple[str, ...]) -> bool:
    """Whether a clause tells something of its own: a relative one does where it says which data."""
    if is_errand(reading, predicate) or _is_aim(reading, predicate) or _only_uses(reading, predicate):
        return False
    if _BY_READER.search(reading.words(*predicate.reach)) or _is_about_signal(reading, predicate, data):
        return False
    if predicate.role == "relative" and reading.parse.words[predicate.token] == "revealing":
        return False  # "data revealing your origin" says what kind of data
    if predicate.role == "relative" and _NAMES_ONLY.search(reading.words(0, predicate.token)):
        return False
    if is_spelled_out(reading, predicate):
        return False  # "the data we collect includes your name" is told by its list
    if predicate.role != "relative" or any(d not in (PERSONAL, UNSPECIFIED) for d in data):
        return True
    return bool(data) and _gives(reading, predicate)


def _gives(reading: Reading, predicate: Predicate) -> bool:
    """Whether a verb says who gets something from the company ("the data that we share with agents")."""
    if predicate.subject and not predicate.passive and speaks_of_person(reading.words(*predicate.subject)):
        return False
    shares = any(f.name == "share" for f in load_frames().frames_of(reading.parse.words[predicate.token]))
    return shares and bool(reading.inside("party", *predicate.reach))


def _only_uses(reading: Reading, predicate: Predicate) -> bool:
    """Whether a verb only says with what something is done, which a clause behind it tells ("use tools that collect it")."""
    if any(used_by(reading, p) is predicate for p in reading.predicates if p.token > predicate.token):
        return True
    return uses_technology(reading, predicate)


def _is_about_signal(reading: Reading, predicate: Predicate, data: tuple[str, ...]) -> bool:
    """Whether it is told what is done with a browser's wish, and not with data ("we honour do-not-track signals")."""
    if "track" not in reading.parse.words or not _SIGNAL.search(reading.sentence.text):
        return False
    subject, *named = reading.parse.words[max(0, predicate.token - 3) : predicate.token + 1]
    return set(data) <= {"BrowserData"} or (named == ["do", "not", "track"] and subject != "we")


_SIGNAL: Final = re.compile(r"\bdo[- ]not[- ]track\b", re.IGNORECASE)


#: Before a relative clause: what somebody may be told about, and not what is done ("a list of the data we disclosed").
_NAMES_ONLY: Final = re.compile(
    r"\b(?:a list|lists?|a summary|an overview|a record|the names?|the identit(?:y|ies)) of\b[^.;]{0,90}$",
    re.IGNORECASE,
)


#: What a reader is given to say ("Do not sell or share my personal information").
_BY_READER: Final = re.compile(r"\bmy (?:personal|sensitive|private|data|information|info)\b", re.IGNORECASE)


def _is_aim(reading: Reading, predicate: Predicate) -> bool:
    """Whether a verb is part of what something else is done for ("as necessary to process your order")."""
    frames = {f.name for f in load_frames().frames_of(reading.parse.words[predicate.token])}
    if predicate.role not in ("infinitive", "complement", "gerund") or "use" not in frames:
        return False
    told = any(p.role == "main" and p.token < predicate.token for p in reading.predicates)
    return told and any(
        m.start <= predicate.token < m.end and is_introduced(reading, m)
        for m in reading.said("purpose", 0, predicate.token + 1)
    )


def _of_predicate(
    reading: Reading, context: Context, predicate: Predicate, data: tuple[str, ...]
) -> Iterator[Draft]:
    for frame in load_frames().frames_of(reading.parse.words[predicate.token]):
        if fits(reading, predicate, frame):
            occurrence = Occurrence(reading, context, predicate, frame)
            acting = _acting(reading, predicate, context)
            for actor in _for_themselves(acting) if frame.name == "use" else acting:
                yield from _by_actor(occurrence, actor, data)


def _for_themselves(acting: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those who use data for themselves: helpers who are named only by their kind do what the company does."""
    if acting[0].kind != "first":
        return acting
    return (acting[0], *(a for a in acting[1:] if any(p.name for p in a.parties)))


def _acting(reading: Reading, predicate: Predicate, context: Context) -> tuple[Actor, ...]:
    """Who acts; "they" are the third parties of whom the section speaks, where no person is nearer."""
    before = context.before
    predicate = user_of(reading, predicate) or predicate
    acting = actors_of(reading, predicate, before.just_named)
    subject = predicate.subject
    if acting != (NOBODY,) or subject is None or predicate.passive or predicate.negated:
        return acting
    if not points_to_others(reading.words(*subject)) or speaks_of_person(reading.words(0, subject[0])):
        return acting
    return (Actor("third", before.parties or (Party(None, "ThirdParty"),)),)


def _by_actor(occurrence: Occurrence, actor: Actor, data: tuple[str, ...]) -> Iterator[Draft]:
    practice = _practice(occurrence, actor)
    if practice is not None and practice in MAKERS:
        drafted = _draft(occurrence, practice, actor).but(data=data)
        if practice == "Collection" and actor.kind == "third":
            drafted = drafted.but(actor=FIRST_PARTY, rule=f"{drafted.rule}-to-company")
        for draft in MAKERS[practice](occurrence, drafted):
            yield draft.but(parties=drafted.parties) if drafted.rule.endswith("-to-company") else draft
            contrast = contrast_of(occurrence.reading, occurrence.predicate)
            if contrast and draft.practice == practice:
                yield from contrasted(occurrence.reading, occurrence.context, contrast, draft)


#: Before what is given, it is the company that gets it ("our partners provide us with your name").
_ADDRESSED: Final = re.compile(
    r"\b(?:please|you (?:should|must|may|can|will)|before|be careful)\b", re.IGNORECASE
)


#: Who sees what people show, and collects nothing (access.py tells of it).
_ONLOOKERS: Final = ("OtherUser", "Public")


def _practice(occurrence: Occurrence, actor: Actor) -> str | None:
    frame, predicate = occurrence.frame, occurrence.predicate
    if actor.kind == "third":
        if frame.name == "collect" and all(p.role in _ONLOOKERS for p in actor.parties):
            return None
        named = any(p.name for p in actor.parties)
        own_ends = frame.name == "use" and not (named and predicate.passive) and not predicate.negated
        return "ThirdPartyCollection" if own_ends else frame.by_third_party
    if actor.kind == "person":
        return frame.by_person
    if actor.kind == "nobody" and not predicate.passive:
        return _practice_in_passing(occurrence)
    return frame.practice


def _practice_in_passing(occurrence: Occurrence) -> str | None:
    """The practice of a verb for which nobody is named: a form asks, somebody may give, or something is shared."""
    if occurrence.frame.name == "notice" or _asks_for_company(occurrence) or _is_giving_to_us(occurrence):
        return "Collection"
    return occurrence.frame.practice if _is_sharing_in_passing(occurrence) else None


#: What asks for data on the company's behalf.
_FORMS: Final = re.compile(
    r"\b(?:forms?|registrations?|surveys?|questionnaires?|polls?|contests?|sweepstakes|process|accounts?|features?|services?|areas|"
    r"applications?|orders?|purchases?|subscriptions?|program(?:me)?s?|elements?|checkout|signing up|opening|ordering|joining|applying)\b",
    re.IGNORECASE,
)
#: What is asked is that a person does something, which that verb tells.
_THAT_SOMEBODY: Final = re.compile(r"^(?:that|you|users?|members?|customers?|visitors?)\b", re.IGNORECASE)


def _asks_for_company(occurrence: Occurrence) -> bool:
    """Whether it is a form or a step that asks for data ("registration requires your name")."""
    predicate, reading = occurrence.predicate, occurrence.reading
    if (
        occurrence.frame.name != "request"
        or predicate.role not in ("main", "relative")
        or not predicate.subject
    ):
        return False
    asks = _FORMS.search(reading.words(*predicate.subject)) is not None
    behind = reading.words(predicate.token + 1, min(predicate.token + 3, len(reading.parse)))
    return asks and not _THAT_SOMEBODY.match(behind)


def _is_giving_to_us(occurrence: Occurrence) -> bool:
    """Whether somebody, who else but the person, gives data to the company ("the option of giving us your name")."""
    gives = occurrence.frame.name == "provide" and occurrence.predicate.role == "gerund"
    return gives and occurrence.reading.words(*occurrence.predicate.reach).startswith("us ")


def _is_sharing_in_passing(occurrence: Occurrence) -> bool:
    """ "Shipping an order requires sharing your address": nobody is named, and nobody is advised."""
    by_the_way = (
        occurrence.frame.name in ("share", "provide")
        and occurrence.predicate.role != "main"
        and not _is_they(occurrence)
    )
    return by_the_way and not _ADDRESSED.search(occurrence.reading.sentence.text)


def _is_they(occurrence: Occurrence) -> bool:
    """Whether a pronoun is the subject, which stands for people or for others ("when they disclose ...")."""
    subject = occurrence.predicate.subject
    return subject is not None and occurrence.reading.words(*subject).casefold() == "they"


#: Practices whose verbs come in lists ("use, rent, sell or share") with what they are done for and under.
_IN_LISTS: Final = ("Sharing", "Sale", "Use")


def _draft(occurrence: Occurrence, practice: str, actor: Actor) -> Draft:
    reading, predicate, frame = occurrence.reading, occurrence.predicate, occurrence.frame
    sharers = tuple(object_sharers(reading, predicate)) if practice in _IN_LISTS else (predicate,)
    bound = sharers if practice != "Use" or predicate.negated else (predicate,)
    polarity: Polarity = "denied" if predicate.negated != frame.denies else "affirmed"
    return Draft(
        practice=practice,
        rule=f"{frame.name}.{_construction(reading, predicate, actor)}",
        spans=(reading.span(*_extent(reading, predicate)),),
        polarity=polarity,
        modality="may" if predicate.possible and polarity == "affirmed" else "does",
        actor=actor.name,
        parties=actor.parties,
        purposes=unique(p for sharer in sharers for p in purposes_of(reading, sharer)),
        conditions=unique(c for sharer in bound for c in conditions_of(reading, sharer)),
        subject="Child" if reading.inside("subject", 0, len(reading.parse)) else None,
    )


def _construction(reading: Reading, predicate: Predicate, actor: Actor) -> str:
    who = {"third": "third-party", "person": "person"}.get(actor.kind, "company")
    voice = "passive" if predicate.passive else "active"
    relative = "-relative" if predicate.role == "relative" else ""
    return f"{who}-{voice}{relative}" + (LEAD_IN if _introduces(reading) else "")


def _introduces(reading: Reading) -> bool:
    text = reading.sentence.text.rstrip()
    return text.endswith(":") or "following" in text


#: What a reader takes in at a glance, in characters; of a longer sentence the clause is quoted.
_GLANCE: Final = 400


def _extent(reading: Reading, predicate: Predicate) -> tuple[int, int]:
    """The tokens that say it: the whole sentence, or the clause where the sentence is long."""
    if len(reading.sentence.text) <= _GLANCE:
        return 0, len(reading.parse)
    start = min(t[0] for t in (predicate.subject, predicate.theme, (predicate.token, 0)) if t)
    return start, max(predicate.reach[1], predicate.token + 1)
