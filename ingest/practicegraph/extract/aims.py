"""Purposes that a sentence gives without a verb of use: "these technologies let us count visits", "we may e-mail you offers"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.assertion import is_question
from practicegraph.extract.draft import Draft
from practicegraph.extract.purposes import introduced_purposes, is_introduced, narrow
from practicegraph.extract.reading import unique
from practicegraph.extract.unspecified import UNSPECIFIED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.extract.context import Found
    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Mark, Reading

#: What the company's own acts toward a person are for, and the verbs of these acts.
_ACTS: Final = frozenset(("Marketing", "CustomerSupport", "Promotion", "Personalisation"))
#: What is not sent to those who do not want it tells of a choice.
_DECLINED: Final = re.compile(
    r"\b(?:opt\w*[- ]?out|declin\w*|unsubscrib\w*|longer|stop\w*|refus\w*)\b", re.IGNORECASE
)
#: What a company may promise not to send.
_OFFERS: Final = frozenset(("Marketing", "Promotion"))
_ACTS_AT_ALL: Final = _ACTS | {"ServiceCommunication"}
_ACTING: Final = frozenset(
    [
        "send",
        "sends",
        "sending",
        "sent",
        "e-mail",
        "email",
        "emails",
        "mail",
        "mails",
        "contact",
        "contacts",
        "notify",
        "inform",
        "respond",
        "responds",
        "reply",
        "answer",
        "answers",
        "communicate",
        "call",
        "text",
        "deliver",
        "personalize",
        "personalise",
        "customize",
        "customise",
        "tailor",
    ],
)
_COMPANY: Final = re.compile(r"^(?:we|us|our|i)$", re.IGNORECASE)
_THESE: Final = re.compile(
    r"^\W*(?:(?:this|these|such|the|that|your|any|all|some of this) (?:\w+ ){0,3}(?:information|"
    r"data|statistics|technolog\w+|cookies?|tools?|logs?|details)|they|it|"
    r"these(?= (?:are|help|let|allow|enable|record|remember|collect|show|tell|track|make)\b)|we (?:do|did) (?:this|so)|this)\b",
    re.IGNORECASE,
)


_DOING_SO: Final = re.compile(r"^\W*(?:we (?:do|did) (?:this|so)|this (?:is|was) done)\b", re.IGNORECASE)


def is_of_these(text: str) -> bool:
    """Whether a text begins by pointing back to what the one before spoke of."""
    return _THESE.match(text) is not None


def may_act(text: str, phrases: Iterable[Found]) -> bool:
    """Whether a text in small letters may tell of an act of the company toward people, for its own sake."""
    verbs = tuple(_ACTING)
    return any(p.concept in _ACTS_AT_ALL and text.startswith(verbs, p.start) for p in phrases)


def aims(reading: Reading, context: Context, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """A use (or tracking) for purposes that no other statement of the sentence carries."""
    carried = {p for d in drafts for p in d.purposes}
    if (
        is_question(reading.sentence.text)
        or carried
        or any(d.practice in ("Choice", "Right", "ChangeNotice", "Protection") for d in drafts)
    ):
        return
    acts = narrow(m.concept for m in reading.said("purpose") if _is_act(reading, m)) or _told_on_contact(
        reading
    )
    unsent = narrow(m.concept for m in reading.said("purpose") if _is_act(reading, m, denied=True))
    if not acts and not _OFFERS.isdisjoint(unsent) and not _DECLINED.search(reading.sentence.text):
        yield _draft(reading, "Use", "aims.act").but(
            purposes=tuple(p for p in unsent if p in _OFFERS),
            data=_contact(reading),
            polarity="denied",
            conditions=unique(m.concept for m in reading.said("condition")),
        )
    if acts:
        yield _draft(reading, "Use", "aims.act").but(
            purposes=acts, data=_contact(reading), modality=_modality(reading)
        )
        return
    purposes = introduced_purposes(reading) if introduced_purposes(reading, beside_subject=True) else ()
    if purposes and is_of_these(reading.sentence.text):
        yield from _of_these(reading, context, purposes)


#: Practices that have a purpose, the likeliest to be meant first.
_PURPOSEFUL: Final = ("Use", "Tracking", "Sharing", "ThirdPartyCollection", "Collection")


def with_left_over(reading: Reading, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts, the likeliest of them with the purposes that the sentence gives and none of them carries."""
    open_ = [
        d for d in drafts if d.practice in _PURPOSEFUL and d.polarity == "affirmed" and d.rule != "engagement"
    ]
    if not open_ or any(d.polarity == "denied" for d in drafts):
        return drafts
    carried = {p for d in drafts for p in d.purposes}
    left = tuple(p for p in introduced_purposes(reading, beside_subject=True) if p not in carried)
    if not left:
        return drafts
    chosen = min(open_, key=lambda d: (_PURPOSEFUL.index(d.practice), bool(d.purposes)))
    return tuple(d.but(purposes=narrow((*d.purposes, *left))) if d is chosen else d for d in drafts)


def _draft(reading: Reading, practice: str, rule: str) -> Draft:
    return Draft(practice=practice, rule=rule, spans=(reading.span(0, len(reading.parse)),))


def _modality(reading: Reading) -> str:
    return (
        "may"
        if re.search(
            r"\b(?:may|might|could|sometimes|from time to time|occasionally)\b", reading.sentence.text
        )
        else "does"
    )


def _contact(reading: Reading) -> tuple[str, ...]:
    return (
        ("EmailAddress",) if re.search(r"\be-?mail", reading.sentence.text, re.IGNORECASE) else (UNSPECIFIED,)
    )


#: What a person asks for or what is only supposed, and no act of the company.
_WISHED: Final = re.compile(
    r"\b(?:if|when|whenever|request|ask|like|want|wish|choose) (?:that |for )?(?:\w+ )?(?:\w+ )?$",
    re.IGNORECASE,
)


#: An answer to who exercises a right, which is no use of data of its own.
_GRANTS: Final = re.compile(
    r"^(?:respond|reply|answer)\w*\b[^.;]*\brequests?\b(?:[^.;]*\b(?:within|days|access|cop(?:y|ies)|inspect\w*|accounting|"
    r"correct\w*|delet\w*|eras\w*|rights?)\b)",
    re.IGNORECASE,
)


def _is_act(reading: Reading, phrase: Mark, *, denied: bool = False) -> bool:
    """Whether a phrase of purpose is the company's own act, or one that it denies: a finite verb whose subject is "we"."""
    parse = reading.parse
    verb = phrase.start
    if parse.words[verb] not in _ACTING:
        return False
    if phrase.concept not in _ACTS and not (
        phrase.concept == "ServiceCommunication" and _goes_on(reading, verb)
    ):
        return False
    if is_introduced(reading, phrase) or _WISHED.search(reading.words(0, verb)):
        return False
    if _GRANTS.search(reading.words(verb, len(parse))):
        return False
    for _ in range(3):
        if any(
            parse.deps[c] == "nsubj"
            and (
                _COMPANY.match(parse.words[c])
                or reading.first_party.search(reading.words(max(0, c - 3), c + 1))
            )
            for c in parse.children[verb]
        ):
            return denied == any(parse.deps[c] == "neg" for c in parse.children[verb])
        if parse.deps[verb] != "conj":
            return False
        verb = parse.heads[verb]
    return False


#: Verbs of contact that do not say themselves what is sent.
_REACHING: Final = frozenset(
    ("contact", "contacts", "call", "e-mail", "email", "mail", "text", "write", "reach")
)
#: What somebody is contacted for, where it is more than that they are.
_REASONS: Final = frozenset(("Marketing", "Promotion", "Research"))


def _told_on_contact(reading: Reading) -> tuple[str, ...]:
    """What the company contacts people for ("we may write to you to tell you about new products")."""
    contacts = any(
        m.concept == "ServiceCommunication" and _is_done_by_company(reading, m)
        for m in reading.said("purpose")
    )
    return tuple(p for p in introduced_purposes(reading) if contacts and p in _REASONS)


def _is_done_by_company(reading: Reading, phrase: Mark) -> bool:
    """Whether a phrase of purpose begins with a verb of which the company is the subject, and that is not denied."""
    parse, verb = reading.parse, phrase.start
    if (
        parse.words[verb] not in _REACHING
        or is_introduced(reading, phrase)
        or _WISHED.search(reading.words(0, verb))
    ):
        return False
    subjects = [parse.words[c] for c in parse.children[verb] if parse.deps[c] == "nsubj"]
    return any(map(_COMPANY.match, subjects)) and not any(
        parse.deps[c] == "neg" for c in parse.children[verb]
    )


def _goes_on(reading: Reading, verb: int) -> bool:
    """Whether an act goes on whatever the person declines ("we may still write to you about your order")."""
    return not {"still", "continue"}.isdisjoint(reading.parse.words[max(0, verb - 3) : verb])


#: "These are not used for ...", right behind what points back; what else is denied of them says nothing of their use.
_NOT_SO: Final = re.compile(
    r"^[^.;:,]{2,60}? (?:are|is|will|may|do|does|shall|can) ?(?:not|never)\b(?P<used> (?:be |being )?(?:\w+ly )?"
    r"(?:us(?:e|ed)|utili[sz]ed|processed|analy[sz]ed|evaluated|employed)\b)?",
    re.IGNORECASE,
)


def _of_these(reading: Reading, context: Context, purposes: tuple[str, ...]) -> Iterator[Draft]:
    if denial := _NOT_SO.match(reading.sentence.text):
        if denial["used"] and context.before.practice is not None and context.before.data:
            draft = _draft(reading, "Use", "aims.these")
            yield draft.but(purposes=purposes, data=context.before.data, polarity="denied")
        return
    if context.before.practice == "Tracking" and context.before.technologies:
        yield _draft(reading, "Tracking", "aims.these").but(
            purposes=purposes, technologies=context.before.technologies
        )
    elif (
        context.before.practice == "Sharing"
        and context.before.just_named
        and _DOING_SO.match(reading.sentence.text)
    ):
        yield _draft(reading, "Sharing", "aims.these").but(
            purposes=purposes, parties=context.before.just_named
        )
    elif context.before.practice in ("Collection", "Use", "Storage"):
        yield _draft(reading, "Use", "aims.these").but(purposes=purposes, data=context.before.data)
    elif data := _subject_data(reading):
        yield _draft(reading, "Use", "aims.these").but(purposes=purposes, data=data)


_SERVES: Final = re.compile(r"^[^.;:]{3,80}? (?:helps?|allows?|enables?|lets?|permits?) us\b", re.IGNORECASE)


def _subject_data(reading: Reading) -> tuple[str, ...]:
    """The data that "helps us" do something, where the sentence itself names it."""
    match = _SERVES.match(reading.sentence.text)
    marks = reading.inside("data", 0, reading.token(match.end())) if match else ()
    return unique(m.concept for m in marks)
