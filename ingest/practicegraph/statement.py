"""The statement record: one data practice that a policy affirms or denies, with its evidence."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal

Polarity = Literal["affirmed", "denied"]
Modality = Literal["does", "may"]

FIRST_PARTY: Final = "FirstParty"
#: The slots that hold lists of concepts, as the record names them.
CONCEPT_SLOTS: Final = (
    "data", "purposes", "technologies", "measures", "choices", "rights", "channels", "conditions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the document: `text[start:end] == quote`, counted in code points."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Party:
    """Another party to a practice: its name as the policy writes it, or None, and its role."""

    name: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Extractor:
    """The program, model or person that found a statement."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One practice, affirmed or denied; `docs/statements.md` and the JSON Schema say what each field holds."""

    policy: str
    practice: str
    evidence: tuple[Evidence, ...]
    rule: str
    extractor: Extractor
    confidence: float
    polarity: Polarity = "affirmed"
    modality: Modality = "does"
    actor: str = FIRST_PARTY
    data: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    purposes: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    subject: str | None = None
    duration: str | None = None
    duration_iso: str | None = None
    jurisdiction: str | None = None
    legal_basis: str | None = None
    link: str | None = None
    country: str | None = None
    safeguard: str | None = None
    id: str = ""


#: Between the values of a jurisdiction, legal basis, country or safeguard, where there are several.
AND: Final = "; "
#: Fields of the record that need not be present, and are left out where they say nothing.
OPTIONAL_FIELDS: Final = ("duration_iso", "jurisdiction", "legal_basis", "link", "country", "safeguard")


def identified(statement: Statement) -> Statement:
    """The same statement with its id: the first 16 hex digits of a SHA-256 over what it says and where.

    Who found it and how sure they were is left out, so that a better extractor keeps the ids.
    """
    said = _plain(statement) | _UNSAID
    return replace(statement, id=hashlib.sha256(_canonical(said).encode()).hexdigest()[:16])


_FIELDS: Final = tuple(f.name for f in fields(Statement))
#: What an id does not depend on, as it was when the first ids were given.
_UNSAID: Final = {"id": "", "rule": "", "extractor": {"name": "", "version": ""}, "confidence": 0.0}
_canonical: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


def _plain(statement: Statement) -> dict[str, Any]:
    """The fields as JSON has them; asdict takes ten times as long, and a corpus has many statements."""
    said = {name: getattr(statement, name) for name in _FIELDS}
    said.update((name, list(said[name])) for name in CONCEPT_SLOTS)
    said["evidence"] = [{"start": e.start, "end": e.end, "quote": e.quote} for e in statement.evidence]
    said["parties"] = [{"name": p.name, "role": p.role} for p in statement.parties]
    said["extractor"] = {"name": statement.extractor.name, "version": statement.extractor.version}
    return said


def to_record(statement: Statement) -> dict[str, Any]:
    """The JSON form: every field present but the optional ones, lists for tuples."""
    record = _plain(statement)
    return {k: v for k, v in record.items() if v is not None or k not in OPTIONAL_FIELDS}


def from_record(record: dict[str, Any]) -> Statement:
    """A statement from a record that conforms to the schema; `statements.py` checks that it does."""
    values: dict[str, Any] = {
        k: tuple(v) if k in CONCEPT_SLOTS else v for k, v in record.items() if k in _FIELDS
    }
    values["evidence"] = tuple(Evidence(**e) for e in record["evidence"])
    values["parties"] = tuple(Party(p.get("name"), p.get("role")) for p in record.get("parties", ()))
    values["extractor"] = Extractor(**record["extractor"])
    return Statement(**values)
