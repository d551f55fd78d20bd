"""What the report says, section by section, as values that the template prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from practicegraph.analyse.ranking import Concentration


@dataclass(frozen=True, slots=True)
class Bar:
    """A number of companies out of all, with what it leads to; `share` is in percent."""

    label: str
    note: str
    number: int
    share: float
    link: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an anchor."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with its words, and where they stand."""

    words: tuple[str, ...]
    practice: str
    data: str
    purposes: str
    conditions: str
    place: str
    statement: str


@dataclass(frozen=True, slots=True)
class Source:
    """What one company says of one recipient."""

    anchor: str
    company: str
    company_link: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A recipient, an owner, a kind of data or a company, with what is said of it or where that stands."""

    anchor: str
    title: str
    note: str
    sources: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A company's denials, and what it lets advertisers have all the same."""

    anchor: str
    company: str
    denials: tuple[Said, ...]
    flows: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a comparison or of a breach: what it is of, and links, empty where there is nothing."""

    kind: str
    label: str
    cells: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """What a breach of a vendor reaches, a row for each company."""

    vendor: str
    companies: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A recipient that stands between groups of recipients."""

    recipient: Link
    companies: int
    reach: int
    parts: int
    between: float


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    companies: int
    snapshots: int
    period: str
    as_of: str | None
    flows: int
    denied: int
    within: int
    recipients: int
    recipient_bars: tuple[Bar, ...]
    owner_bars: tuple[Bar, ...]
    category_bars: tuple[Bar, ...]
    data_bars: tuple[Bar, ...]
    concentration: Concentration
    components: int
    communities: int
    bridges: tuple[Bridge, ...]
    tensions: tuple[Pair, ...]
    breach: Breach | None
    compared: tuple[str, ...]
    comparison: tuple[Row, ...]
    evidence: tuple[Entry, ...]
    owner_index: tuple[Entry, ...]
    data_index: tuple[Entry, ...]
    company_index: tuple[Entry, ...]
    denied_index: tuple[Source, ...]
