"""TILT documents (Transparency Information Language and Toolkit) as statements.

TILT has fields and no policy text. The document is its canonical JSON text, and the evidence is the value of
a field, so that whoever doubts a statement finds the field that says it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from practicegraph.documents import DocumentRecord, document_of
from practicegraph.errors import UnreadableInput
from practicegraph.facts import ContactPoint, PolicyFacts
from practicegraph.imports.imported import Imported, checked
from practicegraph.imports.json_text import JsonText, canonical
from practicegraph.kinds import read_turtle
from practicegraph.knowledge import knowledge_root
from practicegraph.lexicon import load_lexicon
from practicegraph.statement import Evidence, Extractor, Party, Statement, identified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practicegraph.imports.json_text import Path as JsonPath

EXTRACTOR: Final = Extractor("tilt", "1.0")
#: What a right's field stands for, as the slot and its concepts.
_RIGHTS: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "accessAndDataPortability": ("Right", "rights", ("AccessRight", "PortabilityRight")),
    "rightToInformation": ("Right", "rights", ("AccessRight",)),
    "rightToRectificationOrDeletion": ("Right", "rights", ("RectificationRight", "ErasureRight")),
    "rightToDataPortability": ("Right", "rights", ("PortabilityRight",)),
    "rightToWithdrawConsent": ("Choice", "choices", ("OptOut",)),
}
_ARTICLE: Final = re.compile(r"GDPR-(\d+)-(\d+)-([a-z])", re.IGNORECASE)
_DURATION: Final = re.compile(r"P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SUFFIX: Final = ".tilt"


@dataclass(frozen=True, slots=True)
class _Field:
    """A string or truth value of the document, and its place."""

    path: JsonPath
    value: Any
    quote: Evidence


class _Tilt:
    """A TILT document that can be asked for its fields; what has another form than TILT's is passed over."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.text: JsonText = canonical(told)

    def fields(self, *path: str | int) -> list[_Field]:
        """The leaves at or below a path that say something, in order."""
        leaves = ((way, value) for way, value in _leaves(self.at(*path), path) if value not in (None, ""))
        return [_Field(way, value, self.text.quote(way)) for way, value in leaves]

    def words(self, *path: str | int) -> list[_Field]:
        """Those that are words."""
        return [field for field in self.fields(*path) if isinstance(field.value, str) and field.value.strip()]

    def at(self, *path: str | int) -> Any:
        """The value at a path; None where there is none."""
        value: Any = self.told
        for step in path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) and step < len(value) else None
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value

    def each(self, *path: str | int) -> Iterator[tuple[str | int, ...]]:
        """The paths of a list's entries; of what should be a list and is one entry, its own."""
        value = self.at(*path)
        yield from ((*path, i) for i in range(len(value))) if isinstance(value, list) else ()
        if isinstance(value, dict):
            yield path


def import_tilt(path: Path) -> Imported:
    """The document and the statements of one TILT file.

    Raises:
        UnreadableInput: The file is no TILT document.
        InvalidStatement: A statement breaks the schema.
    """
    tilt = _Tilt(_read(path))
    document = document_of(_record(tilt, path.stem.removesuffix(_SUFFIX)))
    statements = tuple(identified(s) for s in _statements(tilt, document.name))
    return checked(Imported(document, statements))


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(str(path), f"is not JSON: {error}", "give a TILT document") from error
    if not isinstance(told, dict) or not isinstance(told.get("dataDisclosed"), list):
        raise UnreadableInput(str(path), "is no TILT document: it has no list dataDisclosed")
    return told


def _record(tilt: _Tilt, name: str) -> DocumentRecord:
    company = _first(tilt, "controller", "name") or _first(tilt, "meta", "name") or name
    return DocumentRecord(
        policy=name,
        company=" ".join(company.split()),
        date=_day(_first(tilt, "meta", "modified") or _first(tilt, "meta", "created")),
        source=_first(tilt, "meta", "url"),
        text=tilt.text.text,
        facts=PolicyFacts(contacts=tuple(_contacts(tilt)), extractor=EXTRACTOR),
    )


def _first(tilt: _Tilt, *path: str | int) -> str | None:
    return next((field.value for field in tilt.words(*path)), None)


def _day(stamp: str | None) -> str | None:
    found = _ISO_DAY.match(stamp or "")
    return found[0] if found else None


def _contacts(tilt: _Tilt) -> Iterator[ContactPoint]:
    for field in tilt.words("dataProtectionOfficer", "email"):
        yield ContactPoint("officer", field.value.strip(), field.quote)
    for field in tilt.words("controller", "address"):
        yield ContactPoint("controller", " ".join(field.value.split()), field.quote)


def _leaves(value: Any, path: JsonPath) -> Iterator[tuple[JsonPath, Any]]:
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name))
    elif isinstance(value, list) and value:
        for i, inner in enumerate(value):
            yield from _leaves(inner, (*path, i))
    elif not isinstance(value, dict | list):
        yield path, value


def _statements(tilt: _Tilt, policy: str) -> Iterator[Statement]:
    for entry in tilt.each("dataDisclosed"):
        yield from _disclosed(tilt, policy, entry)
    for name, (practice, slot, concepts) in _RIGHTS.items():
        for field in tilt.fields(name, "available"):
            told = tilt.words(name, "description") or [field]
            granted = {slot: concepts, "link": _link(_first(tilt, name, "url"))}
            polarity = "affirmed" if field.value is True else "denied"
            yield _statement(policy, practice, f"tilt.{name}", told[:1], polarity=polarity, **granted)


def _disclosed(tilt: _Tilt, policy: str, entry: JsonPath) -> Iterator[Statement]:
    """What one kind of data is collected for, whom it goes to, and how long it is kept."""
    category = [*tilt.words(*entry, "category"), *tilt.words(*entry, "subcategories")]
    if not category:
        return
    data = _found(category, "data") or ("PersonalData",)
    basis = "; ".join(dict.fromkeys(_basis(field.value) for field in _references(tilt, entry))) or None
    yield _statement(policy, "Collection", "tilt.dataDisclosed", category[:1], data=data, legal_basis=basis)
    for purpose in tilt.each(*entry, "purposes"):
        told = tilt.words(*purpose)
        if told:
            aims = _found(told, "purpose")
            yield _statement(
                policy, "Use", "tilt.purposes", told[:1], data=data, purposes=aims, legal_basis=basis
            )
    for recipient in tilt.each(*entry, "recipients"):
        yield from _shared(tilt, policy, recipient, data)
    for storage in tilt.each(*entry, "storage"):
        yield from _stored(tilt, policy, storage, data)


def _references(tilt: _Tilt, entry: JsonPath) -> Iterator[_Field]:
    for basis in tilt.each(*entry, "legalBases"):
        yield from tilt.words(*basis, "reference")


def _shared(tilt: _Tilt, policy: str, recipient: JsonPath, data: tuple[str, ...]) -> Iterator[Statement]:
    names, categories = tilt.words(*recipient, "name"), tilt.words(*recipient, "category")
    if not names and not categories:
        return
    role = next(iter(_found([*categories, *names], "party")), "ThirdParty")
    name = names[0].value.strip() if names else None
    yield _statement(
        policy,
        "Sharing",
        "tilt.recipients",
        [*names, *categories],
        data=data,
        parties=(Party(name, role),),
        country=_first(tilt, *recipient, "country"),
    )


def _stored(tilt: _Tilt, policy: str, storage: JsonPath, data: tuple[str, ...]) -> Iterator[Statement]:
    for temporal in tilt.each(*storage, "temporal"):
        lengths = tilt.words(*temporal, "ttl")
        told = [*lengths, *tilt.words(*temporal, "description")]
        if told:
            iso = next((f.value for f in lengths if _DURATION.fullmatch(f.value)), None)
            words = " ".join((iso or told[0].value).split())
            yield _statement(
                policy, "Storage", "tilt.storage", told, data=data, duration=words, duration_iso=iso
            )


def _statement(policy: str, practice: str, rule: str, told: list[_Field], **said: Any) -> Statement:
    evidence = tuple(dict.fromkeys(field.quote for field in told))
    return Statement(
        policy=policy,
        practice=practice,
        evidence=evidence,
        rule=rule,
        extractor=EXTRACTOR,
        confidence=1.0,
        **said,
    )


def _found(fields: list[_Field], kind: str) -> tuple[str, ...]:
    """The concepts that the words of some fields name, in order; the lexicon is English."""
    lexicon = load_lexicon()
    told = [field.value.lower() for field in fields]
    hits = (hit for text in told for hit in (*lexicon.find(text), *lexicon.find_patterns(text, kind)))
    return tuple(dict.fromkeys(hit.concept_id for hit in hits if hit.kind == kind))


def _link(address: str | None) -> str | None:
    return address if address and not re.search(r"\s", address) else None


def _basis(reference: str) -> str:
    """The label of the legal basis that an article of the GDPR is, or the words themselves."""
    article = _ARTICLE.fullmatch(reference.strip())
    notation = f"{article[1]}({article[2]})({article[3].lower()})" if article else ""
    return _bases().get(notation, " ".join(reference.split()))


@lru_cache(maxsize=1)
def _bases() -> Mapping[str, str]:
    """The labels of the legal bases by the article that each stands for."""
    told: dict[str, dict[str, str]] = {}
    for triple in read_turtle(knowledge_root().joinpath("ontology", "schemes", "legal-bases.ttl")):
        subject, value = (str(getattr(term, "value", term)) for term in (triple.subject, triple.object))
        told.setdefault(subject, {})[triple.predicate.value.rpartition("#")[2]] = value
    return {about["notation"]: about["prefLabel"] for about in told.values() if "notation" in about}
