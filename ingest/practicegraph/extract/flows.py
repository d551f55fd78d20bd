"""Collection, use, sharing, sale and storage: what is done with data, said with a verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import FIRST, NOBODY, Actor, actors_of, unique_parties
from practicegraph.extract.draft import Draft
from practicegraph.extract.frames import load_frames
from practicegraph.extract.reading import specific, unique
from practicegraph.extract.slots import conditions_of, data_marks, occasions, purposes_of, recipients, sources
from practicegraph.extract.unspecified import LEAD_IN, PERSONAL, UNSPECIFIED
from practicegraph.statement import FIRST_PARTY, Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.draft import Context
    from practicegraph.extract.frames import Frame
    from practicegraph.extract.reading import Reading
    from practicegraph.statement import Polarity

ANY_THIRD_PARTY: Final = Party(None, "ThirdParty")
_ANAPHOR: Final = re.compile(
    r"\b(?:this|that|these|those|such|said|the above) (?:types? of |kinds? of )?(?:personal )?(?:information|data|details)\b|\b(?:it|them|this|these)\b",
    re.IGNORECASE,
)
#: Verbs by which a person steers a practice: what they govern is a choice or a request, no practice.
_STEERING: Final = frozenset(
    "want wish request ask opt choose prefer object direct instruct decline refuse elect decide withdraw stop like limit "
    "restrict control prevent consent".split(),
)


def flows(reading: Reading, context: Context) -> Iterator[Draft]:
    """Every statement that the sentence's practice verbs make."""
    predicates = reading.predicates
    data = shared_data(reading, context)
    for index, predicate in enumerate(predicates):
        if is_asserted(reading, predicate) and _is_told(predicate, data[index]):
            yield from _of_predicate(reading, context, predicate, data[index])


def _is_told(predicate: Predicate, data: tuple[str, ...]) -> bool:
    """Whether a clause tells something of its own: a relative one does where it says which data."""
    return predicate.role != "relative" or any(d not in (PERSONAL, UNSPECIFIED) for d in data)


#: Frames whose relative clauses tell of a practice ("the address that you enter"); those of others only recall one.
_TOLD_BY_THE_WAY: Final = frozenset(("collect", "enter", "provide", "share", "observe"))


def shared_data(reading: Reading, context: Context) -> list[tuple[str, ...]]:
    """The data of each predicate; coordinated verbs without an object share the next one's."""
    found = [unique(m.concept for m in data_marks(reading, p, context.broader)) for p in reading.predicates]
    for i in range(len(found) - 2, -1, -1):
        if not found[i] and _shares_object(reading, reading.predicates[i], reading.predicates[i + 1]):
            found[i] = found[i + 1]
    return [_resolved(reading, context, p, d) for d, p in zip(found, reading.predicates, strict=True)]


_ANONYMISING: Final = frozenset(("aggregated", "anonymized", "anonymised", "de-identified", "deidentified"))


def _resolved(reading: Reading, context: Context, predicate: Predicate, data: tuple[str, ...]) -> tuple[str, ...]:
    """The data of a predicate with what "this information" stands for in place of these words."""
    if data and set(data) != {UNSPECIFIED}:
        return data
    if data and any(
        p.theme == predicate.theme and reading.parse.words[p.token] in _ANONYMISING and not p.negated for p in reading.predicates if p.theme
    ):
        return ("AggregateData",)
    referred = _referred(reading, predicate, context)
    return referred if any(c != UNSPECIFIED for c in referred) else data or referred


def _shares_object(reading: Reading, one: Predicate, other: Predicate) -> bool:
    between = reading.parse.words[one.token + 1 : other.token]
    joined = any(w in (",", "or", "and", "/", "nor") for w in between)
    return joined and len(between) <= 6 and one.passive == other.passive  # noqa: PLR2004  # "or, without consent, otherwise"


def _referred(reading: Reading, predicate: Predicate, context: Context) -> tuple[str, ...]:
    """What a pronoun or "such information" stands for."""
    start, end = predicate.theme or predicate.reach
    words = reading.words(start, min(end, start + 8))
    if not _ANAPHOR.search(words) or reading.inside("technology", start, end):
        return ()
    same = specific(reading, reading.inside("data", 0, start), context.broader)
    return unique(m.concept for m in same if m.concept != UNSPECIFIED) or context.before.data


def is_asserted(reading: Reading, predicate: Predicate) -> bool:
    """Whether the predicate is said to happen, and not merely wished, asked for, or a question."""
    if is_question(reading.sentence.text):
        return False
    if _DISCLAIMS.search(reading.sentence.text):
        return False
    if predicate.role == "question" or is_about_policy(reading.sentence.text) or _ABOUT_LAW.match(reading.sentence.text):
        return False
    above = (predicate.token, *reading.parse.ancestors(predicate.token))
    return not any(reading.parse.words[t] in _STEERING and _governed_by_person(reading, t) for t in above[1:5])


#: What others do is no practice of the company where it says that it has no part in it.
_DISCLAIMS: Final = re.compile(
    r"\b(?:not responsible|no responsibility|(?:do|does|cannot|can) not control|no control|not liable|not in control|(?:do|does) not (?:cover|apply)|cannot (?:guarantee|ensure|warrant)|"
    r"not guarantee|no guarantee|do not warrant)\b",
    re.IGNORECASE,
)
def is_about_policy(text: str) -> bool:
    """Whether a sentence tells what the policy is about, and no practice."""
    return bool(_ABOUT_POLICY.match(text))


#: What a law asks of companies in general.
_ABOUT_LAW: Final = re.compile(
    r"^\W*(?:under |pursuant to )?(?:the )?(?:(?:state of )?california|new law|federal|european|nevada|vermont|state)[^.]{0,140}\b(?:law|laws|act|code|section|regulation)\b[^.]{0,60}"
    r"\b(?:requires?|permits?|entitles?|allows?|gives?|provides?|grants?|prohibits?)\b",
    re.IGNORECASE,
)
_ABOUT_POLICY: Final = re.compile(
    r"^\W*(?:please (?:read|review|note that) )?(?:this|our|the|these) (?:\w+ ){0,3}(?:policy|policies|statement|notice|page|document|terms|agreement)(?: also)? "
    r"(?:outlines?|covers?|describes?|applies|apply|explains?|governs?|sets? (?:out|forth)|is (?:used|intended|designed|provided|meant|incorporated)|discloses?|"
    r"tells?|informs?|addresses|does not (?:apply|cover)|do not (?:apply|cover)|details?|summari[sz]es?|contains?|provides?|will (?:tell|explain|describe|inform))\b",
    re.IGNORECASE,
)


_QUESTION: Final = re.compile(
    r"^(?:\W*\d+[.)]\W*)?(?:(?:with|to|from|by) (?:whom|which|what)|how|what|who|whom|which|why|where|when|do|does|is|are|can|will)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether a text asks, as questions do and titles ("How we use your information")."""
    stripped = text.rstrip()
    if stripped.endswith("?"):
        return True
    return bool(_QUESTION.match(stripped)) and len(stripped) < 90 and "," not in stripped  # noqa: PLR2004  # characters; titles are short


def _governed_by_person(reading: Reading, governor: int) -> bool:
    parse = reading.parse
    return any(
        parse.deps[c] in ("nsubj", "nsubjpass") and parse.words[c] in ("you", "users", "user", "who", "customers", "they", "visitors", "members")
        for c in parse.children[governor]
    ) or any(parse.words[c] == "you" for h in parse.ancestors(governor) for c in parse.children[h] if parse.deps[c] == "nsubj")


def _of_predicate(reading: Reading, context: Context, predicate: Predicate, data: tuple[str, ...]) -> Iterator[Draft]:
    for frame in load_frames().frames_of(reading.parse.words[predicate.token]):
        if not fits(reading, predicate, frame):
            continue
        for actor in actors_of(reading, predicate, context.before.just_named):
            yield from _of_frame(reading, context, predicate, frame, actor, data)


_TO_PERSON: Final = re.compile(r"^(?:you|users?|visitors?|customers?|clients?|members?|them|our (?:users|visitors|customers|members|clients|readers))\b", re.IGNORECASE)
_KEPT_STATE: Final = re.compile(
    r"\b(?:safe\w*|secur\w+|confidential\w*|integrity|accura\w+|privacy|private|quality|measures?|safeguards?|procedures?|in mind|in view|"
    r"up[- ]to[- ]date|current|informed|track of|control|responsib\w+|relationships?|standards?|compliance|policies)\b",
    re.IGNORECASE,
)


_MESSAGE: Final = re.compile(
    r"^(?:you |the |an? |any |our |other |such |some |periodic |occasional |promotional |marketing |these |those |this )*(?:e-?mails?|messages?|newsletters?|mailings?|notices?|"
    r"notifications?|offers?|communications?|alerts?|updates?|materials?|announcements?|services?|products?|content|ads?|advertisements?|advertising|support|assistance|links?|"
    r"text messages|cookies?)\b(?! address)",
    re.IGNORECASE,
)
_TO_USERS: Final = re.compile(r"^to (?:you|our (?:users|customers|members|visitors))\b", re.IGNORECASE)
_LEFT_SO: Final = re.compile(r"\b(?:private|confidential|secure|safe|anonymous|aware|informed)\b", re.IGNORECASE)
_ERASED_UNASKED: Final = re.compile(r"\b(?:child\w*|minors?|under|after|once|no longer|when|immediately|automatically|every|within)\b", re.IGNORECASE)
_ON_REQUEST: Final = re.compile(r"\b(?:request\w*|ask(?:ed)?|contact(?:ing)? us|you (?:may|can|delete|choose)|cookies?|opt|browser|e-?mail us)\b", re.IGNORECASE)


#: A transfer to a place or to the company's own machines has no recipient.
_ABROAD: Final = re.compile(
    r"\b(?:to|into|in|outside|across) (?:the |our |other |any other |a |another |a different |your |their )?(?:united states|u\.?s\.?|usa|eea|eu|european|countr\w+|jurisdictions?|servers?|"
    r"computers?|databases?|systems?|locations?|state|states|websites?|sites?|internet|secure|hard drive|browser)\b",
    re.IGNORECASE,
)
_PROCESSED_ABROAD: Final = re.compile(r"^process\w*\b[^.;]{0,40}\b(?:in|within|outside) (?:the )?(?:united states|u\.?s\.?|usa|other countries|another country|elsewhere|europe\w*|eea|any country)", re.IGNORECASE)
_BY_SOMETHING: Final = re.compile(r"^(?:by|under|to|for|in order|if)\b", re.IGNORECASE)
#: Verbs whose denial tells of anonymity, not of a use that does not happen ("is not linked to your name").
_LINKING: Final = frozenset(
    "link linked associate associated combine combined correlate correlated match matched merge merged tied identify".split(),
)
_OPENLY: Final = re.compile(
    r"\b(?:public\w*|forums?|message boards?|bulletin boards?|chat rooms?|blogs?|online communit\w+|other users|other members|others|interactive areas?|discussion)\b",
    re.IGNORECASE,
)
_SHOWING: Final = frozenset("post posted posting posts share shared sharing disclose disclosed contribute contributed transmit".split())


def fits(reading: Reading, predicate: Predicate, frame: Frame) -> bool:
    """Whether the words around a verb are those of its frame, and not of another sense of the verb."""
    start, end = predicate.reach
    after = reading.words(start, min(end, start + 7))
    if predicate.role == "relative" and frame.name not in _TOLD_BY_THE_WAY:
        return False
    if predicate.role == "conditional" and frame.name in ("use", "share", "sell", "collect", "store", "publish"):
        return False
    if predicate.role == "temporal" and predicate.passive and frame.name in ("use", "share", "sell", "store"):
        return False
    if predicate.negated and reading.parse.words[predicate.token] in _LINKING:
        return False
    if frame.name == "use" and _PROCESSED_ABROAD.search(reading.words(predicate.token, end)) and not reading.said("purpose"):
        return False
    if frame.name == "use" and not predicate.passive:
        means = predicate.role in ("infinitive", "complement") and reading.inside("technology", 0, predicate.token)
        return not means and not reading.said("measure", start, end)
    if frame.name == "provide" and not predicate.passive and after.lower().startswith("us ") and predicate.negated:
        return False
    if frame.name == "provide":
        return not (_TO_PERSON.match(after) or _MESSAGE.match(after)) if not predicate.passive else not _TO_USERS.search(after)
    if frame.name == "store":
        return not (_KEPT_STATE.search(after) or _LEFT_SO.search(reading.words(start, end)))
    if frame.name == "share" and _ABROAD.search(reading.words(start, end)) and not reading.inside("party", start, end):
        return False
    if frame.name == "erase":
        return bool(_ERASED_UNASKED.search(reading.sentence.text)) and not _ON_REQUEST.search(reading.sentence.text)
    if frame.name == "request":
        asked = not predicate.passive or not _BY_SOMETHING.match(after)
        return asked and predicate.role != "relative"
    return True


def _of_frame(
    reading: Reading, context: Context, predicate: Predicate, frame: Frame, actor: Actor, data: tuple[str, ...]
) -> Iterator[Draft]:
    practice = _practice(frame, actor, predicate, addressed=bool(_ADDRESSED.search(reading.sentence.text)))
    maker = _MAKERS.get(practice or "")
    if maker is None or practice is None:
        return
    draft = _draft(reading, predicate, practice, frame, actor).but(data=data)
    for made in maker(reading, context, predicate, frame, draft):
        yield made


_ADDRESSED: Final = re.compile(r"\b(?:please|you (?:should|must|may|can|will)|before|be careful)\b", re.IGNORECASE)


def _practice(frame: Frame, actor: Actor, predicate: Predicate, *, addressed: bool) -> str | None:
    if actor.kind == "third":
        named = any(p.name for p in actor.parties)
        return "ThirdPartyCollection" if frame.name == "use" and not named else frame.by_third_party
    if actor.kind == "person":
        return frame.by_person
    if actor.kind == "nobody":
        return frame.practice if predicate.passive or (frame.name in ("share", "provide") and predicate.role != "main" and not addressed) else None
    return frame.practice


def _draft(reading: Reading, predicate: Predicate, practice: str, frame: Frame, actor: Actor) -> Draft:
    negated = predicate.negated != frame.denies
    polarity: Polarity = "denied" if negated else "affirmed"
    return Draft(
        practice=practice,
        rule=f"{frame.name}.{_construction(predicate, actor)}" + (LEAD_IN if _introduces(reading) else ""),
        spans=(reading.span(*extent(reading, predicate)),),
        polarity=polarity,
        modality="may" if predicate.possible else "does",
        actor=actor.name,
        parties=actor.parties,
        purposes=purposes_of(reading, predicate),
        conditions=conditions_of(reading, predicate),
        subject="Child" if reading.inside("subject", 0, len(reading.parse)) else None,
    )


def _introduces(reading: Reading) -> bool:
    text = reading.sentence.text.rstrip()
    return text.endswith(":") or "following" in text


def _construction(predicate: Predicate, actor: Actor) -> str:
    voice = "passive" if predicate.passive else "active"
    who = {"third": "third-party", "person": "person"}.get(actor.kind, "company")
    return f"{who}-{voice}" + ("-relative" if predicate.role == "relative" else "")


def extent(reading: Reading, predicate: Predicate) -> tuple[int, int]:
    """The tokens that say it: the whole sentence, or the clause where the sentence is long."""
    if len(reading.sentence.text) <= 400:  # noqa: PLR2004  # characters; what a reader takes in at a glance
        return 0, len(reading.parse)
    start = min(t[0] for t in (predicate.subject, predicate.theme, (predicate.token, 0)) if t)
    return start, max(predicate.reach[1], predicate.token + 1)


def _collection(reading: Reading, context: Context, predicate: Predicate, frame: Frame, draft: Draft) -> Iterator[Draft]:
    if not draft.data or (frame.name == "request" and predicate.passive and set(draft.data) <= {UNSPECIFIED, PERSONAL}):
        return
    draft = _by_technology(reading, draft)
    if frame.by_person and draft.actor == FIRST_PARTY and not frame.name == "collect":
        if predicate.negated or (set(draft.data) <= {UNSPECIFIED} and predicate.role in ("conditional", "temporal")):
            return
        if reading.parse.words[predicate.token] in _SHOWING and _OPENLY.search(reading.sentence.text):
            yield draft.but(practice="Sharing", rule=f"{draft.rule}-openly", parties=(Party(None, "Public"),))
            return
    if draft.practice == "Collection" and not draft.purposes and draft.polarity == "affirmed":
        draft = draft.but(purposes=occasions(reading))
    parties = sources(reading, predicate) if draft.practice == "Collection" else draft.parties
    yield draft.but(parties=parties, conditions=draft.conditions if draft.polarity == "denied" else ())
    if reading.parse.words[predicate.token] in ("log", "logs", "logged", "logging") and draft.polarity == "affirmed":
        yield draft.but(practice="Tracking", technologies=("ServerLog",), rule=f"{draft.rule}-log")


#: What a technology yields where a sentence says no more than that information is collected by it.
_YIELDS: Final = {"Cookie": "CookieIdentifier", "SessionCookie": "CookieIdentifier", "PersistentCookie": "CookieIdentifier", "ServerLog": "UsageData"}


def _by_technology(reading: Reading, draft: Draft) -> Draft:
    """ "We collect information through cookies" is a collection of what cookies hold."""
    marks = reading.inside("technology", 0, len(reading.parse))
    if set(draft.data) != {UNSPECIFIED} or not marks or draft.polarity == "denied":
        return draft
    return draft.but(data=unique(_YIELDS.get(m.concept, UNSPECIFIED) for m in marks))


def _use(reading: Reading, context: Context, predicate: Predicate, frame: Frame, draft: Draft) -> Iterator[Draft]:
    if not draft.data:
        return
    yield draft
    if draft.parties and draft.polarity == "affirmed":
        # Who uses the data for the company receives it (gold/GUIDELINES.md, rule 18).
        yield draft.but(practice="Sharing", rule=f"{draft.rule}-receives", actor=FIRST_PARTY)


def _storage(reading: Reading, context: Context, predicate: Predicate, frame: Frame, draft: Draft) -> Iterator[Draft]:
    if draft.data:
        yield draft.but(purposes=())


def _sharing(reading: Reading, context: Context, predicate: Predicate, frame: Frame, draft: Draft) -> Iterator[Draft]:
    if _TO_COMPANY.search(reading.words(*predicate.reach)):
        yield draft.but(practice="Collection", rule=f"{draft.rule}-to-company", parties=sources(reading, predicate))
        return
    parties = recipients(reading, predicate, frame, context.before.parties) or _implied_recipients(reading, context, predicate, frame, draft)
    conditions = unique((*draft.conditions, *_legal_conditions(draft.purposes)))
    draft = draft.but(conditions=conditions)
    if draft.data and (parties or draft.polarity == "denied" or frame.name not in ("provide", "publish")):
        yield draft.but(parties=parties or ((ANY_THIRD_PARTY,) if draft.polarity == "denied" else ()))


_TO_COMPANY: Final = re.compile(r"^(?:[^.;,]{0,40} )?(?:to|with) us\b", re.IGNORECASE)


def _legal_conditions(purposes: tuple[str, ...]) -> Iterator[str]:
    """Who shares to comply with law does so where law requires it; likewise on a merger."""
    if "LegalCompliance" in purposes:
        yield "LegalObligation"
    if "BusinessTransfer" in purposes:
        yield "UponBusinessTransfer"


def _implied_recipients(
    reading: Reading, context: Context, predicate: Predicate, frame: Frame, draft: Draft
) -> tuple[Party, ...]:
    start, end = predicate.reach
    words = reading.words(start, end).lower()
    if re.search(r"\b(?:to|with) (?:them|these|those|such|others|anyone|any ?one|anybody|any other)\b", words):
        return context.before.parties or (ANY_THIRD_PARTY,)
    if "LegalCompliance" in draft.purposes or "LegalObligation" in draft.conditions:
        return (Party(None, "LegalAuthority"),)
    if "BusinessTransfer" in draft.purposes or "UponBusinessTransfer" in draft.conditions:
        return (Party(None, "Acquirer"),)
    if frame.name == "publish":
        return (Party(None, "Public"),)
    return ()


_MAKERS: Final = {
    "Collection": _collection,
    "ThirdPartyCollection": _collection,
    "Use": _use,
    "Sharing": _sharing,
    "Sale": _sharing,
    "Storage": _storage,
}

__all__ = ["ANY_THIRD_PARTY", "FIRST", "NOBODY", "extent", "flows", "is_asserted", "shared_data", "unique_parties"]
