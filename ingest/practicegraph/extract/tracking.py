"""Cookies, beacons, log files and analytics services: a technology that is set, read or used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import FIRST, Actor, actors_of, points_to_others
from practicegraph.extract.assertion import is_asserted, is_question
from practicegraph.extract.draft import Draft
from practicegraph.extract.frames import load_frames
from practicegraph.extract.instruments import user_of
from practicegraph.extract.mood import is_negated
from practicegraph.extract.purposes import introduced_purposes, narrow, purposes_of
from practicegraph.extract.reading import Mark, unique
from practicegraph.extract.slots import conditions_of
from practicegraph.extract.technologies import named_among, technologies_in, users_of
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.draft import Context
    from practicegraph.extract.parse import Parse
    from practicegraph.extract.reading import Reading

_EXPLAINS: Final = re.compile(
    r"^(?:a|an|the term)? ?[\"']?(?:web |http |browser |session |persistent )?(?:cookie|beacon|"
    r"pixel|web bug|clear gif|log file)s?[\"']?(?: \([^)]*\))? (?:is|are|means|"
    r"refers?)\b(?! (?:also |only |not |never )?(?:used|placed|set|stored|sent|served|employed|"
    r"required|necessary))",
    re.IGNORECASE,
)
#: Behind an explanation: it is the company that sets what is explained ("small files that we place on your device").
_BY_COMPANY: Final = re.compile(
    r"\b(?:we|our (?:web ?)?(?:sites?|servers?|systems?)) (?:may |also |will |can |might |then )*(?:place|transfer|store|send|set|put|save|"
    r"deposit|install|write|drop|leave|issue|use)s?\b"
    r"|\b(?:placed|stored|set|sent|transferred|saved|deposited|installed|written|issued|used|served) (?:[\w'-]+ ){0,6}by "
    r"(?:us\b|our (?:web ?)?(?:sites?|servers?|systems?|platform)\b)",
    re.IGNORECASE,
)
#: On what legal ground something is done that is told elsewhere.
_LEGAL: Final = re.compile(r"^\W*(?:the |our )?(?:legal|lawful) (?:basis|bases|ground)\b", re.IGNORECASE)
#: What a technology does when it is the subject of a sentence that tells of a practice.
_ACTS: Final = frozenset(
    [
        "help",
        "helps",
        "allow",
        "allows",
        "enable",
        "enables",
        "let",
        "lets",
        "make",
        "makes",
        "provide",
        "provides",
        "save",
        "saves",
        "tell",
        "tells",
        "remember",
        "remembers",
        "identify",
        "identifies",
        "collect",
        "collects",
        "contain",
        "contains",
        "track",
        "tracks",
        "store",
        "stores",
        "assist",
        "assists",
        "permit",
        "permits",
        "recognize",
        "recognizes",
        "used",
        "placed",
        "set",
        "improve",
        "improves",
        *(
            "expire",
            "expires",
            "expired",
            "deleted",
            "erased",
            "removed",
            "disappear",
            "disappears",
            "persist",
        ),
    ],
)
_FRAMES: Final = frozenset(("use", "set", "collect", "observe", "access", "store", "provide", "request"))


def tracking(reading: Reading, context: Context) -> Iterator[Draft]:
    """Every statement that the sentence makes of a tracking technology."""
    yield from _behavioural(reading)
    marks = technologies_in(reading)
    text = reading.sentence.text
    if marks and _EXPLAINS.search(text) and _BY_COMPANY.search(text):
        yield _mention(reading, marks)
        return
    if not marks or _EXPLAINS.search(text) or _LEGAL.match(text) or is_question(text):
        return
    found = False
    for predicate in reading.predicates:
        near = _listed(reading, marks, _technologies(reading, predicate, marks))
        if (
            near
            and not _only_lacks(predicate, near)
            and _carries(reading, predicate, near)
            and not _of_person(reading, predicate)
            and not _of_everybody(reading, predicate)
            and is_asserted(reading, predicate)
        ):
            found = True
            yield from _apart(reading, marks, near, _of_predicate(reading, context, predicate, near))
    if not found:
        yield from _as_subject(reading, marks) or _as_noun(reading, marks)


def _apart(
    reading: Reading, marks: tuple[Mark, ...], near: tuple[Mark, ...], drafts: Iterator[Draft]
) -> Iterator[Draft]:
    """The drafts with each technology of "this to do that, and these to do those" on its own."""
    others = [m for m in marks if m.start >= near[-1].end and _has_own_aim(reading, m)]
    for draft in drafts:
        if not others:
            yield draft
            continue
        bounds = [near[-1].end, *(m.start for m in others), len(reading.parse)]
        for i, technologies in enumerate((near, *((m,) for m in others))):
            aims = narrow(m.concept for m in reading.said("purpose", bounds[i], bounds[i + 1]))
            yield draft.but(technologies=unique(m.concept for m in technologies), purposes=aims)


def _has_own_aim(reading: Reading, mark: Mark) -> bool:
    """Whether a technology goes on from another one's purpose with its own ("and web beacons to count visits")."""
    words = reading.parse.words
    joined = words[mark.start - 1] in ("and", ",", "or")
    return joined and mark.end < len(words) and words[mark.end] in ("to", "for")


def _only_lacks(predicate: Predicate, near: tuple[Mark, ...]) -> bool:
    """Whether a technology is said not to do something, and not that it is not used ("cookies do not hold names")."""
    lacks = predicate.negated and not predicate.passive
    return lacks and all(m.start < predicate.token for m in near)


def _actor_name(parties: tuple[Party, ...]) -> str:
    return Actor("third", parties).name if parties else FIRST.name


#: How many tokens may stand between "use of" and the technology.
_NEXT: Final = 3
_OUR_USE: Final = re.compile(r"\b(?:our|the) (?:site's |website's )?(?:use|usage) of\b", re.IGNORECASE)
_IN_GENERAL: Final = re.compile(
    r"\b(?:common|standard|typical|usual|industry) (?:internet )?(?:practice|use)\b", re.IGNORECASE
)


def _as_noun(reading: Reading, marks: tuple[Mark, ...]) -> tuple[Draft, ...]:
    """ "Our use of cookies is limited": a use that is said with a noun, in a sentence with a verb."""
    match = _OUR_USE.search(reading.sentence.text)
    if (
        match is None
        or _IN_GENERAL.search(reading.sentence.text)
        or not any(0 <= m.start - reading.token(match.end()) <= _NEXT for m in marks)
    ):  # "of the cookies"
        return ()
    if not any(t.startswith(("VBZ", "VBP", "MD")) for t in reading.parse.tags[reading.token(match.end()) :]):
        return ()
    return (_mention(reading, marks),)


_BEHAVIOURAL: Final = re.compile(
    r"\b(?P<no>not |n't |never )?(?:allow|permit|support|"
    r"engage in) (?:any )?third[- ]party behaviou?ral tracking",
    re.IGNORECASE,
)


def _behavioural(reading: Reading) -> Iterator[Draft]:
    """The set phrase for tracking by others across sites, allowed or not."""
    match = _BEHAVIOURAL.search(reading.sentence.text)
    if match:
        yield Draft(
            practice="Tracking",
            rule="tracking.behavioural",
            spans=(reading.span(0, len(reading.parse)),),
            polarity="denied" if match["no"] else "affirmed",
            actor="ThirdParty",
            parties=(Party(None, "ThirdParty"),),
            technologies=("TrackingTechnology",),
            purposes=("TargetedAdvertising",),
        )


def _carries(reading: Reading, predicate: Predicate, near: tuple[Mark, ...]) -> bool:
    """Whether a verb tells that a technology is used; a named service may also give and keep things as any company."""
    frames = load_frames().frames_of(reading.parse.words[predicate.token])
    if predicate.negated and _of_what_is_set(reading, predicate):
        return False
    needless = {"request"} if predicate.negated else set()  # "cookies are not required to read our pages"
    if all(m.name for m in near):
        needless |= {"provide", "store"}
    return not (_FRAMES - needless).isdisjoint(f.name for f in frames)


_JOINING: Final = frozenset(
    (
        "associate",
        "associated",
        "link",
        "linked",
        "combine",
        "combined",
        "match",
        "matched",
        "correlated",
        "treat",
    )
)


def _of_what_is_set(reading: Reading, predicate: Predicate) -> bool:
    """Whether a denial says what a technology that is there is not for ("cookies are not used to run programs")."""
    words = reading.parse.words
    if words[predicate.token] in _JOINING or predicate.role == "gerund":
        return True
    return (
        predicate.passive and words[predicate.token] == "used" and words[predicate.token + 1] in ("to", "for")
    )


def _of_person(reading: Reading, predicate: Predicate) -> bool:
    return any(a.kind == "person" for a in actors_of(reading, predicate)) and predicate.role != "relative"


#: What companies in general do, and what a reader has to do.
_EVERYBODY: Final = re.compile(
    r"^(?:many|most|nearly all|almost all|all) (?:[\w-]+ ){0,3}(?:sites?|websites?|companies|businesses|apps|organi[sz]ations|publishers)$",
    re.IGNORECASE,
)
_ENABLED: Final = re.compile(
    r"\byou (?:must|should|need to|have to|will need to) (?:have|enable|allow|accept)\b", re.IGNORECASE
)


def _of_everybody(reading: Reading, predicate: Predicate) -> bool:
    """Whether a verb tells what everybody does, or what a person must allow ("most sites use cookies")."""
    subject = reading.words(*predicate.subject) if predicate.subject else ""
    return bool(_EVERYBODY.match(subject)) or bool(_ENABLED.search(reading.words(0, predicate.token + 1)))


def _technologies(reading: Reading, predicate: Predicate, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    start, end = predicate.reach
    left = predicate.theme or predicate.subject or (predicate.token, predicate.token)
    own = tuple(m for m in marks if start <= m.start < end or left[0] <= m.start < left[1])
    return own or _means(reading, predicate, marks)


_FRONTED: Final = re.compile(
    r"^\W*(?:in addition, |also, |additionally, )?(?:through|via|using|with|by (?:means of|way of|using))\b[^.;:]*,? $",
    re.IGNORECASE,
)


def _means(reading: Reading, predicate: Predicate, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The technologies at the head of a sentence by which its first verb is done ("through cookies, we collect")."""
    if predicate.passive or predicate.subject is None or predicate.token != _first_main(reading):
        return ()
    before = reading.words(0, predicate.subject[0]) + " "
    fronted = tuple(m for m in marks if m.start < predicate.subject[0])
    return fronted if fronted and _FRONTED.match(before) else ()


def _first_main(reading: Reading) -> int | None:
    return next((p.token for p in reading.predicates if p.role == "main"), None)


_LISTED: Final = re.compile(r"\b(?:including|such as|like|e\.g)\b", re.IGNORECASE)


def _listed(reading: Reading, marks: tuple[Mark, ...], near: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The technologies of a verb with those that a list spells out for them ("technologies to track you, such as cookies")."""
    if not near or near[-1].concept != "TrackingTechnology":
        return near
    later = [m for m in marks if m.start >= near[-1].end]
    spelt = later and _LISTED.search(reading.words(near[-1].end, later[0].start))
    return (*near, *later) if spelt else near


def _of_predicate(
    reading: Reading, context: Context, predicate: Predicate, marks: tuple[Mark, ...]
) -> Iterator[Draft]:
    for actor in _actors(reading, predicate, context):
        draft = Draft(
            practice="Tracking",
            rule="tracking.verb",
            spans=(reading.span(0, len(reading.parse)),),
            polarity="denied" if predicate.negated else "affirmed",
            modality="may" if predicate.possible and not predicate.negated else "does",
            actor=actor.name,
            parties=actor.parties or users_of(reading, marks) or named_among(reading, marks),
            technologies=unique(m.concept for m in marks),
            purposes=purposes_of(reading, predicate)
            or introduced_purposes(reading)
            or _named_for(reading, marks),
            conditions=conditions_of(reading, predicate) if predicate.negated else (),
        )
        yield draft


def _actors(reading: Reading, predicate: Predicate, context: Context) -> tuple[Actor, ...]:
    before = context.before
    predicate = user_of(reading, predicate) or predicate
    acting = tuple(
        a for a in actors_of(reading, predicate, before.just_named) if a.kind in ("first", "third")
    )
    if acting or not (predicate.subject and points_to_others(reading.words(*predicate.subject))):
        return acting or (FIRST,)
    return (Actor("third", before.parties or (Party(None, "ThirdParty"),)),)


def _as_subject(reading: Reading, marks: tuple[Mark, ...]) -> tuple[Draft, ...]:
    """Cookies that help, allow, enable, let or are used: the subject of a verb without a frame of its own."""
    parse = reading.parse
    for mark in marks:
        head = parse.heads[mark.end - 1]
        told = parse.deps[head] in ("ROOT", "conj", "ccomp") and parse.words[0] not in (
            "if",
            "because",
            "when",
            "since",
        )
        acts = (parse.words[head] in _ACTS and not _cannot(parse, head)) or _is_needed(parse, head)
        if parse.deps[mark.end - 1] in ("nsubj", "nsubjpass") and acts and told:
            return (_doing(reading, marks, head),)
    return ()


_NEEDED: Final = frozenset(("necessary", "essential", "required", "needed"))


def _is_needed(parse: Parse, verb: int) -> bool:
    """Whether technologies are said to be necessary, which tells that they are there."""
    if parse.words[verb] not in ("are", "is") or is_negated(parse, verb):
        return False
    return any(parse.words[c] in _NEEDED and parse.deps[c] in ("acomp", "attr") for c in parse.children[verb])


def _doing(reading: Reading, marks: tuple[Mark, ...], verb: int) -> Draft:
    """A technology that is there, with what it does as its purpose ("these cookies remember your settings")."""
    draft = _mention(reading, marks)
    does = narrow(m.concept for m in reading.said("purpose") if m.start == verb)
    return draft if draft.purposes else draft.but(purposes=does)


def _cannot(parse: Parse, verb: int) -> bool:
    """Whether a verb tells what technologies in general are unable to do ("cookies cannot be used to run programs")."""
    able = any(parse.words[c] in ("can", "could", "ca") for c in parse.children[verb] if c < verb)
    return able and is_negated(parse, verb)


def _mention(reading: Reading, marks: tuple[Mark, ...]) -> Draft:
    by = users_of(reading, marks)
    return Draft(
        practice="Tracking",
        rule="tracking.mention",
        spans=(reading.span(0, len(reading.parse)),),
        actor=_actor_name(by),
        technologies=unique(m.concept for m in marks),
        parties=by or named_among(reading, marks),
        purposes=introduced_purposes(reading) or _named_for(reading, marks),
    )


def _named_for(reading: Reading, marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """What technologies are called after ("analytics cookies")."""
    return narrow(
        p.concept
        for m in marks
        if m.concept.endswith("Cookie")
        for p in reading.said("purpose", max(0, m.start - 2), m.end - 1)
        if m.start <= p.end <= m.end
    )
