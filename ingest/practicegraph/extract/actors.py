"""Who acts, and who else takes part: the company, a third party, or the person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from practicegraph.extract.names import is_name
from practicegraph.statement import FIRST_PARTY, Party

if TYPE_CHECKING:
    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.reading import Mark, Reading

ActorKind = Literal["first", "third", "person", "technology", "nobody"]

_FIRST: Final = re.compile(
    r"(?:both |and |all of )?(?:we|us|our|ourselves|i|my|me|(?:the|this|these|our|its) (?:company|"
    r"firm|organi[sz]ation|(?:web ?)?sites?|websites?|web pages?|apps?|"
    r"applications?|services?|platform|servers?|systems?|software|portal|university|college|"
    r"newspaper|bank|store|hospital|clinic|museum|library|foundation|club|school))\b",
    re.IGNORECASE,
)
_PERSON: Final = re.compile(
    r"\b(?:you|your|yourself|users?|visitors?|customers?|members?|individuals?|anyone|guests?|"
    r"subscribers?|consumers?|"
    r"child|children|minors?|parents?|guardians?|persons?|people|clients?|applicants?|"
    r"participants?|students?|patients?|donors?|someone|he|she)\b",
    re.IGNORECASE,
)
_PERSON_HEADS: Final = re.compile(
    r"^(?:you|users?|visitors?|customers?|members?|individuals?|anyone|guests?|subscribers?|"
    r"consumers?|child|children|minors?|"
    r"parents?|guardians?|persons?|people|clients?|applicants?|participants?|students?|patients?|"
    r"donors?|someone|he|she|who)$",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts in a clause; `parties` are the third parties among them."""

    kind: ActorKind
    parties: tuple[Party, ...] = ()

    @property
    def name(self) -> str:
        """As the record's `actor` has it."""
        if self.kind != "third" or not self.parties:
            return FIRST_PARTY
        return self.parties[0].name or self.parties[0].role or "ThirdParty"


FIRST: Final = Actor("first")
NOBODY: Final = Actor("nobody")
_SOMEBODY: Final = Party(None, "ThirdParty")


_THEY: Final = re.compile(
    r"^(?:they|(?:these|those|such|the said|the above|that|this) (?:other |third[- ]party |"
    r"outside )*(?:compan(?:y|ies)|part(?:y|ies)|third part(?:y|ies)|organi[sz]ations?|entit(?:y|"
    r"ies)|"
    r"vendors?|providers?|partners?|advertisers?|networks?|(?:web ?)?sites?|services?|platforms?|businesses))\b",
    re.IGNORECASE,
)


def points_to_others(subject: str) -> bool:
    """Whether a subject stands for others of whom earlier sentences speak ("they", "these companies")."""
    return _THEY.match(subject) is not None


def speaks_of_person(text: str) -> bool:
    """Whether a text names somebody whose data it is: the reader, a user, a child."""
    return _PERSON.search(text) is not None


def actors_of(
    reading: Reading, predicate: Predicate, just_named: tuple[Party, ...] = ()
) -> tuple[Actor, ...]:
    """Who does what a predicate says; the company where a passive clause names nobody.

    "They" and "these companies" are the parties of the sentence before, where it had any.
    """
    if not predicate.passive:
        if predicate.subject and _is_it(reading, predicate, just_named):
            return (Actor("third", just_named),)
        if predicate.subject and points_to_others(reading.words(*predicate.subject)):
            named = parties_in(reading, 0, predicate.subject[0]) or just_named
            if named:
                return (Actor("third", named),)
        return who(reading, predicate.subject) if predicate.subject else (NOBODY,)
    bare = predicate.reach[1] - predicate.reach[0] <= 1
    agent = _agent(reading, predicate) or (_later_agent(reading, predicate) if bare else None)
    if agent and points_to_others(reading.words(*agent)):
        return (Actor("third", parties_in(reading, 0, agent[0]) or just_named or (_SOMEBODY,)),)
    if agent and _ANYBODY.match(reading.words(*agent)):
        return (Actor("person"),)
    return who(reading, agent) if agent else (FIRST,)


#: What "it" does that the sentence before says is engaged by name, and no site or cookie does.
_TAKING: Final = frozenset(
    ("collects", "receives", "stores", "processes", "records", "gets", "obtains", "handles")
)


def _is_it(reading: Reading, predicate: Predicate, just_named: tuple[Party, ...]) -> bool:
    """Whether "it" is the one company that the sentence before names ("We use Acme. It collects your card number")."""
    start, end = predicate.subject or (0, 0)
    named = len(just_named) == 1 and just_named[0].name is not None
    return (
        named
        and reading.words(start, end).casefold() == "it"
        and reading.parse.words[predicate.token] in _TAKING
    )


def _later_agent(reading: Reading, predicate: Predicate) -> tuple[int, int] | None:
    """The agent of a later passive verb of the same subject ("can be read, collected and used by others")."""
    for other in reading.predicates:
        if (
            other.token > predicate.token
            and other.passive
            and other.theme == predicate.theme
            and other.role == predicate.role
        ):
            agent = _agent(reading, other)
            if agent:
                return agent
    return None


def _agent(reading: Reading, predicate: Predicate) -> tuple[int, int] | None:
    words = reading.parse.words
    start, end = predicate.reach
    for i in range(start, min(end, start + 12)):
        if words[i] in ("that", "which", "who") and words[i + 1 : i + 2] in (("is",), ("are",)):
            return None  # "stored on servers that are run by Acme"
        if words[i] == "by" and i + 1 < len(words) and not reading.parse.tags[i + 1].startswith("VBG"):
            return i + 1, _agent_end(reading, i + 1, end)
    return None


def _agent_end(reading: Reading, start: int, end: int) -> int:
    for i in range(start, end):
        if reading.parse.words[i] in (".", ";", ":"):
            return i
        if reading.parse.tags[i] in ("IN", "TO", "MD") or reading.parse.tags[i].startswith("VB"):
            return max(i, start + 1)
    return end


def who(reading: Reading, tokens: tuple[int, int]) -> tuple[Actor, ...]:
    """Who a noun phrase means; "we and our partners" are two."""
    start, end = tokens
    words = reading.words(start, end)
    if _NOBODY.match(words):
        return (Actor("person"),)
    parties = () if _ANYBODY.match(words) else parties_in(reading, start, end)
    first = _means_first(reading, words, parties) and not any(
        m.generic for m in reading.inside("data", start, end)
    )
    if parties:
        third = Actor("third", parties)
        return (FIRST, third) if first else (third,)
    if _is_person(reading, start, end):
        return (Actor("person"),)
    if first:
        return (FIRST,)
    if _is_name(reading, start, end):
        return (Actor("third", (Party(words, "ThirdParty"),)),)
    if reading.inside("technology", start, end):
        return (Actor("technology"),)
    return (
        (Actor("person"),) if _PERSON.search(words) and not reading.inside("data", start, end) else (NOBODY,)
    )


#: A person whom a rule keeps out ("no one under 13 may give us ...").
_NOBODY: Final = re.compile(r"^(?:no[ -]?one|nobody)\b", re.IGNORECASE)
_ANYBODY: Final = re.compile(r"^(?:anyone|anybody|everyone|any person|those)\b", re.IGNORECASE)


def _means_first(reading: Reading, words: str, parties: tuple[Party, ...]) -> bool:
    if parties:
        own = reading.first_party.match(words)
        # "Acme's partners" and "Acme group companies" are not Acme
        named = own is not None and not re.match(
            r"'s|(?i: group (?:compan|entit|member|undertak))", words[own.end() :]
        )
        return named or bool(re.match(r"(?:(?:both|neither) )?(?:we|us)\b", words, re.IGNORECASE))
    return bool(_FIRST.match(words) or reading.first_party.match(words) or _OWN_SERVICE.match(words))


#: What belongs to the publisher under a name of its own ("the Wren Services may send ...").
_OWN_SERVICE: Final = re.compile(
    r"^(?:[Tt]he|[Oo]ur|[Tt]his|[Tt]hese) (?:[A-Z][\w.&'-]* ){1,3}(?:[Ss]ervices?|[Ss]ites?|[Ww]eb ?[Ss]ites?|[Aa]pps?|[Aa]pplications?|[Pp]latform)$"
)


def _is_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a subject is a capitalised name that is not the publisher's ("Acme may use cookies")."""
    tags = reading.parse.tags[start:end]
    written = reading.words(start, end)
    return (
        bool(tags)
        and all(t in ("NNP", "NNPS") for t in tags)
        and is_name(written, apposed=True)
        and not reading.first_party.search(written)
    )


def _is_person(reading: Reading, start: int, end: int) -> bool:
    heads = [i for i in range(start, end) if not start <= reading.parse.heads[i] < end]
    return any(_PERSON_HEADS.match(reading.parse.words[i]) for i in heads)


def parties_in(reading: Reading, start: int, end: int) -> tuple[Party, ...]:
    """The third parties named or described among some tokens."""
    return as_parties(reading, reading.inside("party", start, end))


def as_parties(reading: Reading, marks: tuple[Mark, ...]) -> tuple[Party, ...]:
    """Marks as parties; "our payment gateway, Verisign" is one party, with the role that the words give it."""
    found: list[Party] = []
    used: set[int] = set()
    marks = _by_example(reading, tuple(_by_function(reading, m) for m in marks))
    for i, mark in enumerate(marks):
        if i in used:
            continue
        partner = i + 1 if i + 1 < len(marks) and _same_party(reading, mark, marks[i + 1]) else None
        if partner is None:
            found.append(Party(mark.name, mark.concept))
            continue
        used.add(partner)
        found.append(_joined(mark, marks[partner]))
    return tuple(dict.fromkeys(found))


_FUNCTION: Final = re.compile(
    r"^(?:,? ?(?:(?:and|or) (?:individuals|people|persons|contractors) )?(?:who|that|which|to)) (?:may |will |can |help |us )*(?:assist|help|provide|perform|"
    r"support|work|act|process|host|operate|manage|deliver|fulfil|maintain|"
    r"carry)\w*\b(?! (?:advertis|ads))|^to \w+ [\w, -]{1,30}?(?:on our behalf|for us)\b",
    re.IGNORECASE,
)


def _by_function(reading: Reading, mark: Mark) -> Mark:
    """ "Third parties who assist us" are service providers."""
    if mark.name or mark.concept != "ThirdParty":
        return mark
    after = reading.sentence.text[mark.until : mark.until + 60].lstrip()
    return mark._replace(concept="ServiceProvider") if _FUNCTION.match(after) else mark


_SUCH_AS: Final = re.compile(
    r"^\W*(?:such as|including|includes?|are|like|e\.g\.|for example|namely)\W*$", re.IGNORECASE
)
_NEXT: Final = re.compile(r"^\W*(?:and|or)?\W*$")


#: Roles of a name so wide that the kind which it exemplifies tells more.
_OF_ANY_KIND: Final = ("ThirdParty", "ServiceProvider")


def _by_example(reading: Reading, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, with unknown names that exemplify a kind of party being of that kind ("partners such as Acme")."""
    told: list[Mark] = []
    kind = None
    for before, mark in zip((None, *marks), marks, strict=False):
        between = reading.sentence.text[before.until : mark.at] if before else ""
        if before and before.name is None:
            kind = before.concept if _SUCH_AS.match(between) else None
        elif not _NEXT.match(between):
            kind = None
        unknown = mark.name and mark.concept in _OF_ANY_KIND
        told.append(mark._replace(concept=kind) if kind and unknown else mark)
    return tuple(told)


def _joined(one: Mark, other: Mark) -> Party:
    named, described = (one, other) if one.name else (other, one)
    role = described.concept if described.concept != "ThirdParty" else named.concept
    return Party(named.name, role)


def _same_party(reading: Reading, one: Mark, other: Mark) -> bool:
    if bool(one.name) == bool(other.name):
        return False
    between = reading.parse.words[one.end : other.start]
    if one.name:
        return between in ((), ("'s",)) or between in (
            (",", "our"),
            (",", "a"),
            (",", "an"),
            (",", "the"),
            ("as", "our"),
            ("as", "a"),
        )
    return between in ((), (",",), (":",), ("called",), ("named",), ("partner",), ("is",))


def unique_parties(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Parties without repetition, in order."""
    return tuple(dict.fromkeys(parties))
