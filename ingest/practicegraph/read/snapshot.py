"""Who published a document, where and when: from options, header lines, the file's name and the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from practicegraph.document import Block, BlockKind
from practicegraph.read.company import Publisher, find_publisher
from practicegraph.read.dates import announced_date, date_in_name, lone_date
from practicegraph.read.names import name_key
from practicegraph.read.readable import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says; it goes before all else."""

    company: str | None = None
    site: str | None = None
    date: str | None = None
    source: str | None = None
    service: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: text, blocks, the file's name without suffix, the page's title and own address."""

    text: str
    blocks: Sequence[Block]
    stem: str
    title: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of a document apart from what it says of data."""

    name: str
    service: str
    company: str
    aliases: tuple[str, ...]
    site: str | None
    date: str | None
    source: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Traces:
    """What the file's name or the first lines tell."""

    service: str | None = None
    date: str | None = None
    site: str | None = None
    source: str | None = None


_ARCHIVED: Final = re.compile(
    r"extracted and transformed from the (?P<site>[\w.-]+) privacy policy"
    r" that was archived on (?P<date>\d{4}-\d\d-\d\d)"
)
_ORIGINAL: Final = re.compile(r"\((?P<url>https?://web\.archive\.org/web/[^\s)]+)\)")
_ADDRESS: Final = re.compile(
    r"[\s\ufeff]*(?:source:\s*|url:\s*)?<?(?P<url>https?://[^\s<>]+)>?[ \t]*(?:\r?\n|\Z)", re.IGNORECASE
)
_DOMAIN: Final = re.compile(
    r"(?:\d+[_-])?(?P<site>(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*"
    r"\.(?:com|org|net|edu|gov|io|co|uk|de|eu|ie|us|info|biz))",
    re.IGNORECASE,
)
_TITLE_PARTS: Final = re.compile(r"\s+[|–—-]\s+")
#: Two or three letters occur in any address.
_SPEAKING: Final = 3
_DASHED_SITE: Final = re.compile(r"-(com|org|net|io|eu|ie|us|co-uk)$")
_POLICY_WORDS: Final = re.compile(
    r"(?:^|-)(?:privacy|cookies?|data-protection)-?(?:policy|statement|notice)?(?:-|$)", re.IGNORECASE
)
_NAMELESS: Final = frozenset(
    ("", "-", "stdin", "privacy", "policy", "privacy-policy", "index", "document", "text", "download")
)
_LONGEST_TITLE: Final = 120
_HEAD: Final = 10_000
_TAIL: Final = 2_500


def describe(found: Found, given: Given) -> Snapshot:
    """The best answer to each question."""
    words = _words(found.text, found.blocks)
    traces = (_header(found), _file_name(found.stem))
    site = given.site or _first(t.site for t in traces)
    publisher = find_publisher(words, _titles(found), _hints(found.stem, traces, site))
    company = given.company or (publisher.name if publisher else None)
    return Snapshot(
        name=given.name or found.stem,
        service=given.service or _service(found.stem, traces, site, company),
        company=company or site or _unnamed(found.stem, traces),
        aliases=_aliases(given, publisher, site),
        site=site or _own_site(found.text, company),
        date=given.date or _first(t.date for t in traces) or _stated_date(words),
        source=given.source or _first(t.source for t in traces),
        notes=() if company else ("no company named in the text",),
    )


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _words(text: str, blocks: Sequence[Block]) -> str:
    """The readable text of the beginning and the end, a block a line."""
    first = blocks[0].start if blocks else 0
    near = [b for b in blocks if b.start < first + _HEAD or b.start > len(text) - _TAIL]
    return "\n".join(readable(text, b.start, min(b.end, b.start + _HEAD))[0] for b in near)


def _titles(found: Found) -> list[str]:
    """The page's title, whole and in parts, then the first short blocks and the first headings."""
    first = [b for b in found.blocks[:4] if b.end - b.start <= _LONGEST_TITLE]
    headings = [b for b in found.blocks[4:60] if b.kind is BlockKind.HEADING][:10]
    shown = (readable(found.text, b.start, b.end)[0] for b in [*first, *headings])
    return [found.title, *_TITLE_PARTS.split(found.title), *shown]


def _header(found: Found) -> _Traces:
    """What stands above the policy: an archive's line, the page's address."""
    archived = _ARCHIVED.search(found.text, 0, 2000)
    if archived:
        original = _ORIGINAL.search(found.text, 0, 3000)
        return _Traces(None, archived["date"], archived["site"], original["url"] if original else None)
    first = _ADDRESS.match(found.text)
    address = first["url"] if first else found.address
    return _Traces(site=_host(address), source=address) if address else _Traces()


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _file_name(stem: str) -> _Traces:
    dated = date_in_name(stem)
    day, rest = dated or (None, stem)
    domain = _DOMAIN.fullmatch(rest)
    if domain:
        return _Traces(
            _slug(domain["site"].removeprefix("www.")), day, domain["site"].lower().removeprefix("www.")
        )
    parts = rest.split("__")
    if len(parts) > 1:
        return _Traces(_slug(f"{parts[-2]}-{_document(parts[-1])}"), day)
    return _Traces(_slug(_document(rest)) or None, day)


def _document(name: str) -> str:
    """What tells a service's documents apart, beyond that each is a privacy policy."""
    return _POLICY_WORDS.sub("-", name.replace("_", "-")).strip("-")


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", unquote(words).lower()).strip("-")


def _service(stem: str, traces: tuple[_Traces, ...], site: str | None, company: str | None) -> str:
    named = _first(t.service for t in traces)
    if named and named not in _NAMELESS:
        return named
    return _slug(site or company or "") or _slug(stem) or "unnamed"


def _unnamed(stem: str, traces: tuple[_Traces, ...]) -> str:
    """What to call a publisher whose text names none: the service, unless that is the whole file name."""
    service = _first(t.service for t in traces)
    return _DASHED_SITE.sub(r".\1", service) if service and service != _slug(stem) else stem


def _hints(stem: str, traces: tuple[_Traces, ...], site: str | None) -> list[str]:
    labels = site.split(".")[:-1] if site else []
    service = _first(t.service for t in traces) or ""
    address = _DASHED_SITE.sub(r".\1", service)
    return [label for label in (*labels, site, address, service, stem) if label and label not in _NAMELESS]


def _aliases(given: Given, publisher: Publisher | None, site: str | None) -> tuple[str, ...]:
    # A name that a text merely mentions is no other name of the company that was given.
    told = publisher if publisher and (publisher.sure or not given.company) else None
    names = {*(told.aliases if told else ())}
    if told and given.company and told.name != given.company:
        names.add(told.name)
    if site:
        names.add(site)
    return tuple(sorted(names))


def _own_site(text: str, company: str | None) -> str | None:
    """The address in the text, in links too, that bears the company's name; the most frequent of several."""
    key = name_key(company) if company else ""
    if len(key) < _SPEAKING:
        return None
    address = re.compile(rf"{re.escape(key)}[a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{{2,12}}\b(?!\.[a-z])")
    lowered = text.lower()
    sites = Counter(_label_start(lowered, match) for match in address.finditer(lowered))
    return max(sites, key=lambda site: (sites[site], -len(site), site), default=None)


def _label_start(text: str, match: re.Match[str]) -> str:
    """The address with an article before the name: themeetgroup.com."""
    return f"the{match.group()}" if text.endswith("the", 0, match.start()) else match.group()


def _stated_date(words: str) -> str | None:
    head, tail = words[:4000], words[-2500:]
    return (
        announced_date(head)
        or _first(lone_date(line) for line in head[:600].split("\n"))
        or announced_date(tail)
    )
