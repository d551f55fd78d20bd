"""From the categories and attributes of OPP-115 to the practices and slots of a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from practicegraph.imports.alignment import concepts_for
from practicegraph.lexicon import load_lexicon
from practicegraph.statement import FIRST_PARTY, Evidence, Extractor, Party, Statement, identified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practicegraph.document import Document
    from practicegraph.imports.annotations import Annotation
    from practicegraph.statement import Polarity

#: Evidence longer than this points at nothing.
LONGEST: Final = 1000
_NAME: Final = "opp115-annotators"
_VERSION: Final = "1.0"
#: The attributes whose values are concepts of a slot.
_SLOTS: Final = {
    "data": "Personal Information Type",
    "purposes": "Purpose",
    "choices": "Choice Type",
    "rights": "Access Type",
    "measures": "Security Measure",
    "channels": "Notification Type",
}
#: What a choice means where it is said of another practice.
_CONDITIONS: Final = {"OptIn": "Consent", "OptOut": "UnlessOptOut"}
_COLLECTS: Final = "collect on first party"
_TRACKS: Final = "track on first party"


def _first_party(annotation: Annotation) -> str:
    """A use where only a purpose was chosen, else a collection."""
    acts = annotation.says("Action First-Party")
    return "Use" if annotation.says("Purpose") and not acts else "Collection"


def _third_party(annotation: Annotation) -> str:
    acts = annotation.says("Action Third Party").casefold()
    return "ThirdPartyCollection" if acts.startswith((_COLLECTS, _TRACKS)) else "Sharing"


#: The practice of each category; those that are not here state none.
PRACTICES: Final[dict[str, Callable[[Annotation], str]]] = {
    "First Party Collection/Use": _first_party,
    "Third Party Sharing/Collection": _third_party,
    "User Choice/Control": lambda _: "Choice",
    "User Access, Edit and Deletion": lambda _: "Right",
    "Data Retention": lambda _: "Storage",
    "Data Security": lambda _: "Protection",
    "Policy Change": lambda _: "ChangeNotice",
    "Do Not Track": lambda _: "Choice",
}


def left_out(annotation: Annotation) -> Iterator[str]:
    """The category of an annotation that gives no statement, and why."""
    if annotation.category not in PRACTICES:
        yield f"{annotation.category}: states no practice"
    elif not annotation.values or annotation.whole is None:
        yield f"{annotation.category}: marks no words"


def statement_of(annotation: Annotation, document: Document) -> Statement | None:
    """The statement that an annotation makes of its document, or None."""
    if next(left_out(annotation), None):
        return None
    practice = PRACTICES[annotation.category](annotation)
    parties = tuple(_parties(annotation, document))
    statement = Statement(
        policy=document.name,
        practice=practice,
        evidence=_evidence(annotation, document),
        rule=f"annotator-{annotation.annotator}",
        extractor=Extractor(_NAME, _VERSION),
        confidence=1.0,
        polarity=_polarity(annotation),
        actor=_actor(practice, parties),
        parties=parties,
        duration=_duration(annotation, document),
        **_slots(annotation, document),
    )
    return identified(statement)


def _slots(annotation: Annotation, document: Document) -> dict[str, Any]:
    slots = {slot: _concepts(annotation, attribute, document) for slot, attribute in _SLOTS.items()}
    if annotation.says("Identifiability").casefold() == "aggregated or anonymized":
        slots["data"] = ("AggregateData",)
    if annotation.category == "Do Not Track":
        slots["choices"] = ("DoNotTrack",)
    elif PRACTICES[annotation.category](annotation) != "Choice":
        choices = slots.pop("choices")
        slots["conditions"] = tuple(_CONDITIONS[choice] for choice in choices if choice in _CONDITIONS)
    return slots


def _concepts(annotation: Annotation, attribute: str, document: Document) -> tuple[str, ...]:
    value = annotation.value(attribute)
    return concepts_for(attribute, value.value, _words(value.span, document)) if value else ()


def _words(span: tuple[int, int] | None, document: Document) -> str:
    return document.text[slice(*span)] if span else ""


def _polarity(annotation: Annotation) -> Polarity:
    denied = annotation.says("Does/Does Not").casefold() == "does not"
    ignored = annotation.says("Do Not Track policy").casefold() == "not honored"
    return "denied" if denied or ignored else "affirmed"


def _parties(annotation: Annotation, document: Document) -> Iterator[Party]:
    value = annotation.value("Third Party Entity")
    if value is None:
        others = annotation.category.startswith("Third Party")
        yield from (Party(None, "ThirdParty"),) if others else ()
        return
    words = _words(value.span, document)
    named = value.value.casefold() == "named third party"
    roles = [hit.concept_id for hit in load_lexicon().find(words.lower()) if hit.kind == "party"]
    general = concepts_for("Third Party Entity", value.value, "")
    role = next(iter((*roles, *general)), "ThirdParty")
    yield Party(" ".join(words.split()) or None if named else None, role)


def _actor(practice: str, parties: tuple[Party, ...]) -> str:
    if practice != "ThirdPartyCollection":
        return FIRST_PARTY
    return next((party.name or party.role or "ThirdParty" for party in parties), "ThirdParty")


def _duration(annotation: Annotation, document: Document) -> str | None:
    value = annotation.value("Retention Period")
    return " ".join(_words(value.span, document).split()) or None if value and value.span else None


def _evidence(annotation: Annotation, document: Document) -> tuple[Evidence, ...]:
    """The marked words, those that touch joined; the whole segment where none were marked."""
    marked = sorted({value.span for value in annotation.values if value.span and value.chosen})
    spans: list[tuple[int, int]] = []
    for start, end in marked or [annotation.whole or (0, 0)]:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    cut = ((start, min(end, start + LONGEST)) for start, end in spans)
    return tuple(Evidence(start, end, document.text[start:end]) for start, end in cut)
