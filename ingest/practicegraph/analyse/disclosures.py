"""What policies say of who else gets data, as values: what every analysis across companies starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from practicegraph.parties import Registry
    from practicegraph.statement import Modality, Polarity


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One dated text of one policy: the last parts of its policy's and its company's IRIs, and their names.

    `graph` is the IRI of the snapshot, `day` the ISO 8601 date where one is known.
    """

    graph: str
    service: str
    company: str
    company_name: str
    day: str | None
    document: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A party as one policy speaks of it.

    `name` is as the policy writes it, or None; `party` is the id of the known party it stands for, where
    one was accepted. `own` says that it is the publisher itself under another name.
    """

    name: str | None
    role: str | None
    party: str | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a snapshot, and where they stand in its text, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One statement that someone else gets, or does not get, data; concepts by identifier, sorted.

    `by_publisher` says that it is the publisher who acts.
    """

    id: str
    snapshot: Snapshot
    practice: str
    polarity: Polarity
    modality: Modality
    by_publisher: bool
    mentions: tuple[Mention, ...]
    data: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    subject: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Disclosures:
    """All that the chosen snapshots of a store say of others who get data, and the parties it knows.

    `as_of` is the ISO 8601 day on which owners are looked up, or None for the latest known; no snapshot is
    younger than it.
    """

    snapshots: tuple[Snapshot, ...]
    statements: tuple[Disclosure, ...]
    registry: Registry
    as_of: str | None = None

    @property
    def companies(self) -> dict[str, str]:
        """The names of the companies that have a policy here, by id: what shares are counted of."""
        return {
            s.company: s.company_name for s in sorted(self.snapshots, key=lambda s: (s.company, s.day or ""))
        }
