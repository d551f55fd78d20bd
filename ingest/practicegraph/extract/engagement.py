"""Others who work for the company: "we use Acme to process payments", "orders are handled by a gateway".

Who is engaged to do something with people's data receives it, whether or not a verb of sharing is used
(gold/GUIDELINES.md, rule 18).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import as_parties
from practicegraph.extract.assertion import is_about_policy, is_question
from practicegraph.extract.draft import Draft
from practicegraph.extract.frames import load_frames
from practicegraph.extract.instruments import used_by
from practicegraph.extract.mood import is_negated, is_possible
from practicegraph.extract.objects import behind_occasion
from practicegraph.extract.presented import employed, equated, presented
from practicegraph.extract.purposes import narrow, owner
from practicegraph.extract.reading import specific, unique
from practicegraph.extract.subjects import subject_of
from practicegraph.extract.supposed import (
    ENGAGED_FOR,
    alike,
    by_purpose,
    by_service,
    supposed_data,
    supposed_purposes,
)
from practicegraph.extract.unspecified import UNSPECIFIED
from practicegraph.extract.verbs import is_passive, is_verb
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.context import Found
    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Mark, Reading

#: Verbs by which a company takes others into its service.
_ENGAGING: Final = frozenset(
    [
        "use",
        "uses",
        "using",
        "used",
        "employ",
        "employs",
        "employing",
        "employed",
        "engage",
        "engages",
        "engaging",
        "engaged",
        "contract",
        "contracts",
        "contracting",
        "contracted",
        "hire",
        "hires",
        "hired",
        "retain",
        "retains",
        "partner",
        "partners",
        "partnered",
        "work",
        "works",
        "working",
        "rely",
        "relies",
        "outsource",
        "outsources",
        "outsourced",
        "outsourcing",
        "utilize",
        "utilizes",
        "utilise",
        "utilises",
        "appoint",
        "appoints",
        "appointed",
        "enlist",
        "link",
        "links",
        "authorize",
        "authorizes",
    ],
)
#: Those that say what others may do, for whomever they do it.
_ALLOWING: Final = frozenset(("authorize", "authorizes", "link", "links"))
#: Those whose object is the work, and who does it stands behind "to".
_HANDING_OVER: Final = frozenset(("outsource", "outsources", "outsourced", "outsourcing"))
#: Frames of what is done with data itself.
_TENDING: Final = frozenset(("collect", "observe", "use", "store"))
#: Verbs for what such others do with what they get.
_HANDLING: Final = frozenset(
    [
        "process",
        "processed",
        "processes",
        "managed",
        "manage",
        "handled",
        "handle",
        "powered",
        "hosted",
        "operated",
        "administered",
        "performed",
        "provided",
        "conducted",
        "completed",
        "fulfilled",
        "fulfils",
        "fulfills",
        "sent",
        "delivered",
        "maintained",
        "run",
    ],
)
#: Verbs for what they do, said of themselves ("Acme takes the payment").
_DOING: Final = frozenset(
    [
        *(
            "take",
            "takes",
            "process",
            "processes",
            "handle",
            "handles",
            "manage",
            "manages",
            "deliver",
            "delivers",
        ),
        *(
            "carry",
            "carries",
            "ship",
            "ships",
            "host",
            "hosts",
            "hold",
            "holds",
            "get",
            "gets",
            "receive",
            "receives",
        ),
        *("charge", "charges", "bill", "bills", "see", "sees", "bring", "brings"),
    ],
)
#: Roles that tell by themselves what a party does for the company.
_TELLING: Final = frozenset(
    ("PaymentProcessor", "ShippingCarrier", "HostingProvider", "CommunicationProvider")
)
#: What tells of an engagement only where the object does so too ("we have agents who work for us").
_HAVING: Final = frozenset(("have", "has"))
#: Verbs that say who somebody is.
_BEING: Final = frozenset(("is", "are", "include", "includes"))
_TELLTALE: Final = _HAVING | _ENGAGING | _HANDLING | _DOING | _BEING
_THROUGH: Final = frozenset(("by", "through", "via", "using", "with", "from"))
_ENGAGEABLE: Final = frozenset(
    [
        "ServiceProvider",
        "PaymentProcessor",
        "ShippingCarrier",
        "AnalyticsProvider",
        "HostingProvider",
        "CommunicationProvider",
        "ThirdParty",
        "AdvertisingCompany",
        "BusinessPartner",
    ],
)


def may_engage(words: frozenset[str], terms: Iterable[Found]) -> bool:
    """Whether a text may say that others work for the company; one that names an analytics provider may."""
    named = any(t.name for t in terms)
    return not words.isdisjoint(_TELLTALE if named else _TELLTALE - _BEING) or any(
        t.concept in ENGAGED_FOR for t in terms
    )


def engagement(reading: Reading, context: Context) -> Iterator[Draft]:
    """A sharing for every third party that the company is said to have something done by."""
    if not any(m.kind == "party" for m in reading.terms):
        return
    if is_question(reading.sentence.text) or is_about_policy(reading.sentence.text):
        return
    for verb in range(len(reading.parse)):
        acts = reading.parse.words[verb] in _TELLTALE
        if acts and (is_verb(reading.parse, verb) or reading.parse.tags[verb].startswith("VB")):
            parties = _named_first(reading, verb, as_parties(reading, _engaged(reading, verb)))
            if parties:
                yield from _sharing(reading, context, verb, parties)
                return
    yield from _kept_at(reading, context)


def _named_first(reading: Reading, verb: int, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties, without the kind where the sentence says who is of that kind ("our couriers are Acme and Zeta")."""
    if reading.parse.words[verb] not in _BEING:
        return parties
    return tuple(p for p in parties if p.name) or parties


#: Before whoever has the machines on which data lies.
_MACHINES: Final = re.compile(
    r"\b(?:stored|kept|hosted|held|saved|store|keep|host|located|transferred)\b[^.;]{0,60}\b(?:servers?|data ?cent(?:er|re)s?|clouds?|"
    r"infrastructure|facilit(?:y|ies))(?: (?:that|which) (?:is|are))? (?:of|at|(?:owned|operated|run|provided|maintained|"
    r"managed) by|(?:leased|rented) from) (?:the |our |its |an? )?$",
    re.IGNORECASE,
)


#: One of these stands in every such sentence; the pattern costs more.
_MACHINE_CUES: Final = ("erver", "cent", "loud", "nfrastructure", "acilit")


def _kept_at(reading: Reading, context: Context) -> Iterator[Draft]:
    """A sharing with whoever runs the machines where data is kept ("stored on servers of Acme")."""
    if not any(cue in reading.sentence.text for cue in _MACHINE_CUES):
        return
    marks = [m for m in reading.terms if m.kind == "party"]
    first = next((i for i, m in enumerate(marks) if _MACHINES.search(reading.sentence.text, 0, m.at)), None)
    if first is None:
        return
    data = specific(reading, reading.inside("data", 0, marks[first].start), context.broader)
    if not data:
        return
    parties = as_parties(reading, tuple(m for m in marks[first:] if m.concept in _ENGAGEABLE))
    if parties:
        yield Draft(
            practice="Sharing",
            rule="engagement.machines",
            spans=(reading.span(0, len(reading.parse)),),
            data=unique(m.concept for m in data),
            parties=tuple(_as_host(p) for p in parties),
        )


def _as_host(party: Party) -> Party:
    return Party(
        party.name, "HostingProvider" if party.role in ("ThirdParty", "ServiceProvider") else party.role
    )


def _engaged(reading: Reading, verb: int) -> tuple[Mark, ...]:
    word = reading.parse.words[verb]
    if word in _ALLOWING and is_negated(reading.parse, verb):
        return ()
    if word in _ENGAGING and not is_passive(reading.parse, verb) and _by_company(reading, verb):
        return _to_whom(reading, verb) if word in _HANDING_OVER else _taken_on(reading, verb)
    if word in _ENGAGING - _ALLOWING and is_passive(reading.parse, verb):
        return tuple(m for m in employed(reading, verb) if m.concept in _ENGAGEABLE)
    if word in _HAVING and is_verb(reading.parse, verb) and _by_company(reading, verb):
        marks = _objects(reading, verb)
        helping = any(p == Party(None, "ServiceProvider") for p in as_parties(reading, marks))
        return marks if helping else ()
    if word in _BEING:
        return equated(reading, verb)
    if word in _DOING and not is_passive(reading.parse, verb):
        return _doers(reading, verb) or (_means(reading, verb) if _by_company(reading, verb) else ())
    if word in _HANDLING and is_passive(reading.parse, verb) and not _of_page(reading, verb):
        return _agents(reading, verb)
    return ()


_PAGE: Final = re.compile(
    r"\b(?:web ?sites?|sites?|web ?pages?|pages?|links?|gifs?|files?|apps?|applications?|"
    r"sections?|policy|statement|panels?|networks?)\W*(?:that|which|who|is|are|was|were|be|been|"
    r"may|,)*\W*$",
    re.IGNORECASE,
)


def _of_page(reading: Reading, verb: int) -> bool:
    """Whether it is a page or a site that others run, which says nothing of data."""
    subject = subject_of(reading.parse, verb)
    return (
        bool(_PAGE.search(reading.words(*subject)))
        if subject
        else bool(_PAGE.search(reading.words(max(0, verb - 4), verb)))
    )


#: A person who acts, with nobody else acting between: "when you open our app using ...".
_BY_PERSON: Final = re.compile(
    r"\byou (?:may |might |can |could |will |are |have |also |be |able to |choose to |need to )*[a-z]+"
    r"(?: (?!(?:we|us|that|which|who)\b)[\w'-]+){0,8}$",
    re.IGNORECASE,
)


def _by_company(reading: Reading, verb: int) -> bool:
    if _BY_PERSON.search(reading.words(0, verb)):
        return False
    before = reading.words(max(0, verb - 6), verb).lower()
    return bool(re.search(r"\b(?:we|our|us)\b", before) or reading.first_party.search(before))


def _taken_on(reading: Reading, verb: int) -> tuple[Mark, ...]:
    """Whom the company takes into its service: the object of the verb, or who it is presented as."""
    return _objects(reading, verb) or presented(reading, verb)


def _to_whom(reading: Reading, verb: int) -> tuple[Mark, ...]:
    """The parties behind the "to" of work that is given away ("we outsource payroll to Acme")."""
    words = reading.parse.words
    marks = reading.inside("party", verb + 1, min(verb + 12, len(reading.parse)))
    return tuple(m for m in marks if "to" in words[verb + 1 : m.start] and m.concept in _ENGAGEABLE)


def _objects(reading: Reading, verb: int) -> tuple[Mark, ...]:
    """The parties right after the verb: as its object, or behind "with", "on", "to", "like"."""
    words = reading.parse.words
    linked = words[verb].startswith("link")
    found: list[Mark] = []
    for mark in reading.inside("party", verb + 1, min(verb + 12, len(reading.parse))):
        between = words[verb + 1 : mark.start]
        if (
            any(
                w in ("to", "for", "from", "by", "that", "who", "which", "and")
                for w in between
                if not (linked and w == "to")
            )
            and not found
        ):
            break
        if (
            reading.inside("data", verb + 1, mark.start)
            and not found
            and not {"like", "via", "through", "as"} & set(between)
        ):
            break
        found.append(mark)
    return tuple(m for m in found if m.concept in _ENGAGEABLE)


def _doers(reading: Reading, verb: int) -> tuple[Mark, ...]:
    """The subject of a verb, where it is a provider whose role tells what it does for the company."""
    subject = subject_of(reading.parse, verb)
    marks = reading.inside("party", *subject) if subject else ()
    return marks if all(m.concept in _TELLING for m in marks) else ()


def _means(reading: Reading, verb: int) -> tuple[Mark, ...]:
    """The named providers through whom the company itself is said to do something ("we process payments through Acme")."""
    words = reading.parse.words
    marks = reading.inside("party", verb + 1, min(verb + 8, len(reading.parse)))
    return tuple(
        m
        for m in marks
        if m.name and m.concept in _ENGAGEABLE and words[m.start - 1] in ("through", "via", "using")
    )


def _agents(reading: Reading, verb: int) -> tuple[Mark, ...]:
    words = reading.parse.words
    marks = reading.inside("party", verb + 1, min(verb + 14, len(reading.parse)))
    return tuple(m for m in marks if _THROUGH & set(words[verb + 1 : m.start]) and m.concept in _ENGAGEABLE)


def is_errand(reading: Reading, predicate: Predicate) -> bool:
    """Whether a verb tells what others are engaged to do ("we use Acme to process payments")."""
    verb = predicate.governor
    if verb is None or predicate.role != "infinitive":
        return False
    if reading.parse.words[verb] not in _ENGAGING - _ALLOWING or not _by_company(reading, verb):
        return False
    return bool(_taken_on(reading, verb)) and not reading.inside("data", verb, predicate.token)


def _tends_data(reading: Reading, predicate: Predicate) -> bool:
    """Whether an errand is about the data itself, and not to send or show something."""
    frames = {f.name for f in load_frames().frames_of(reading.parse.words[predicate.token])}
    return not frames.isdisjoint(_TENDING)


def _handled(reading: Reading, verb: int) -> tuple[Mark, ...]:
    """The data that a sentence says is handled: what a passive verb acts on, or what stands right behind an active one."""
    if reading.parse.words[verb] in _HANDLING | _DOING:
        return reading.inside("data", behind_occasion(reading), len(reading.parse))
    first = next((m.start for m in reading.inside("party", verb, len(reading.parse))), verb)
    errands = [p for p in reading.predicates if p.governor == verb and is_errand(reading, p)]
    tending = any(_tends_data(reading, p) for p in errands)
    behind = (m for p in errands for m in reading.inside("data", *p.reach) if tending)
    return (*reading.inside("data", verb, first), *behind, *_tended(reading, verb))


def _tended(reading: Reading, verb: int) -> Iterator[Mark]:
    """The data that those taken on are said to work with ("we use vendors that process your name")."""
    for predicate in reading.predicates:
        user = used_by(reading, predicate)
        if user is not None and user.token == verb and _tends_data(reading, predicate):
            yield from reading.inside("data", *predicate.reach)


_THIS_DATA: Final = re.compile(
    r"\b(?:this|that|these|those|such) (?:personal )?(?:information|data|details)\b", re.IGNORECASE
)


def _sharing(reading: Reading, context: Context, verb: int, parties: tuple[Party, ...]) -> Iterator[Draft]:
    role = parties[0].role or ""
    if (
        role == "ThirdParty"
        and not parties[0].name
        and not reading.inside("data", 0, len(reading.parse))
        and not reading.said("purpose", verb)
    ):
        return
    purposes = narrow(m.concept for m in reading.said("purpose") if owner(reading, m) or m.start > verb)
    parties = tuple(by_service(by_purpose(p, purposes), reading, verb) for p in parties)
    data = unique(m.concept for m in specific(reading, _handled(reading, verb), context.broader))
    if data == (UNSPECIFIED,) and _THIS_DATA.search(reading.sentence.text):
        data = context.before.data or data
    for group in (parties,) if data else alike(parties):
        yield Draft(
            practice="Sharing",
            rule="engagement",
            spans=(reading.span(0, len(reading.parse)),),
            polarity="denied" if is_negated(reading.parse, verb) else "affirmed",
            modality="may" if is_possible(reading.parse, verb) else "does",
            data=data or supposed_data(group[0]),
            parties=group,
            purposes=purposes or supposed_purposes(group[0]),
        )
