"""Which tables the columns are, and what each column holds; `docs/columns.md` describes them."""

from __future__ import annotations

from typing import Final

#: Who says it and when, which most tables repeat so that a question needs no join.
_WHOSE: Final = {"snapshot": "VARCHAR", "controller": "VARCHAR", "company": "VARCHAR", "date": "DATE"}

#: What is said of each recipient of a statement: its node, name and role, and the party it stands for.
RECIPIENT: Final = ("mention", "name", "role", "party")
#: The tables of which each snapshot has its own rows.
TABLES: Final[dict[str, dict[str, str]]] = {
    "snapshots": {
        **_WHOSE,
        "policy": "VARCHAR",
        "sector": "VARCHAR",
        "document": "VARCHAR",
        "digest": "VARCHAR",
        "quotes": "BIGINT",
    },
    "statements": {
        **_WHOSE,
        "statement": "VARCHAR",
        "practice": "VARCHAR",
        "polarity": "VARCHAR",
        "modality": "VARCHAR",
        "actor": "VARCHAR",
        "data": "VARCHAR[]",
        "recipients": "STRUCT(mention VARCHAR, name VARCHAR, role VARCHAR, party VARCHAR)[]",
        "purposes": "VARCHAR[]",
        "technologies": "VARCHAR[]",
        "measures": "VARCHAR[]",
        "choices": "VARCHAR[]",
        "rights": "VARCHAR[]",
        "channels": "VARCHAR[]",
        "conditions": "VARCHAR[]",
        "subject": "VARCHAR",
        "duration": "VARCHAR",
        "duration_iso": "VARCHAR",
        "jurisdictions": "VARCHAR[]",
        "legal_bases": "VARCHAR[]",
        "links": "VARCHAR[]",
        "countries": "VARCHAR[]",
        "safeguards": "VARCHAR[]",
        "rule": "VARCHAR",
        "confidence": "DOUBLE",
        "extractor": "VARCHAR",
        "version": "VARCHAR",
        "scope": "VARCHAR",
        "quotes": "VARCHAR[]",
    },
    "flows": {
        **_WHOSE,
        "statement": "VARCHAR",
        "practice": "VARCHAR",
        "polarity": "VARCHAR",
        "modality": "VARCHAR",
        "data": "VARCHAR",
        "mention": "VARCHAR",
        "recipient": "VARCHAR",
        "role": "VARCHAR",
        "party": "VARCHAR",
    },
    "mentions": {
        "snapshot": "VARCHAR",
        "mention": "VARCHAR",
        "name": "VARCHAR",
        "role": "VARCHAR",
        "party": "VARCHAR",
    },
    "evidence": {
        "snapshot": "VARCHAR",
        "statement": "VARCHAR",
        "start_at": "BIGINT",
        "end_at": "BIGINT",
        "words": "VARCHAR",
    },
    "facts": {
        **_WHOSE,
        "fact": "VARCHAR",
        "kind": "VARCHAR",
        "polarity": "VARCHAR",
        "said": "VARCHAR",
        "concepts": "VARCHAR[]",
        "countries": "VARCHAR[]",
        "safeguards": "VARCHAR[]",
        "quotes": "VARCHAR[]",
    },
    "faults": {"snapshot": "VARCHAR", "statement": "VARCHAR", "fault": "VARCHAR"},
}
#: The tables of what is known beside the policies.
KNOWN: Final[dict[str, dict[str, str]]] = {
    "broader": {"concept": "VARCHAR", "wider": "VARCHAR"},
    "concept_names": {"concept": "VARCHAR", "name": "VARCHAR"},
    "parties": {"party": "VARCHAR", "label": "VARCHAR", "provider": "VARCHAR"},
    "holdings": {"held": "VARCHAR", "holder": "VARCHAR", "since": "VARCHAR", "until": "VARCHAR"},
}
