"""From a name as a policy writes it to the known party it stands for.

In this order: the publisher itself, the exact spelling, a domain, the name without what does not
matter. What is merely similar stays a candidate for a person to confirm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from publicsuffixlist import PublicSuffixList
from rapidfuzz import fuzz, process

from practicegraph.parties.index import index_of
from practicegraph.parties.match import Decision, Match, Method, apply_decisions
from practicegraph.parties.normalise import key, readings
from practicegraph.parties.owners import parent_on
from practicegraph.parties.registry import SHORT_NAME, Case, Name
from practicegraph.parties.stop import is_made_of_stop_words, is_stop_phrase
from practicegraph.parties.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practicegraph.parties.index import Index
    from practicegraph.parties.normalise import Reading
    from practicegraph.parties.registry import Registry

#: Below this share of common letters a name is not even a candidate.
CANDIDATE_SCORE: Final = 0.84
CANDIDATES: Final = 3
#: No name is longer than this, in characters.
LONGEST_NAME: Final = 200
#: A name found by what was left after cutting is a little less sure than one found as it stands.
NORMALISED_SCORE: Final = 0.95
#: Roles that say nothing of what a party does, so that they contradict no party's role.
VAGUE_ROLES: Final = frozenset({None, "ThirdParty", "ServiceProvider", "BusinessPartner"})
_HOST: Final = re.compile(r"(?:https?://)?((?:[a-z0-9_-]+\.)+[a-z]{2,})(?:[:/?#]\S*)?", re.IGNORECASE)
#: What follows a word that is a word, and no name.
_GOES_ON: Final = re.compile(r"\s+(?:of|through|into|in|at|on|over|out)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResolveContext:
    """What is known of the policy in which a name stands, and of its place there.

    `company` and `aliases` are the publisher's names, `site` its domain, `date` the snapshot's date in
    ISO 8601. `role` is the role that the policy gives the named party, where it gives one.
    """

    company: str = ""
    aliases: tuple[str, ...] = ()
    site: str | None = None
    date: str | None = None
    role: str | None = None
    decisions: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)


def resolve(name: str, registry: Registry, context: ResolveContext | None = None) -> tuple[Match, ...]:
    """Say which known party a name stands for.

    Gives one accepted match, or several candidates, or one rejected match for a word that names nobody,
    or nothing where nobody is known under such a name. Decisions of the context come before everything.
    """
    context = context or ResolveContext()
    return apply_decisions(name, _found(name, registry, context), context.decisions)


def _found(name: str, registry: Registry, context: ResolveContext) -> tuple[Match, ...]:
    if len(name) > LONGEST_NAME or not key(name):
        return ()
    index = index_of(registry)
    if _is_publisher(name, context):
        return (Match(name, _publisher(registry, context), "first-party", 1.0, "accepted"),)
    listed = any(known.case is not Case.CONTEXT for known in index.spelled.get(name.strip(), ()))
    if is_stop_phrase(name) and not listed:
        return (Match(name, None, "stop-list", 1.0, "rejected"),)
    for party, method, score in _certain(name, index, registry, context):
        return (_own_or_other(Match(name, party, method, score, "accepted"), registry, context),)
    if is_made_of_stop_words(name):
        return (Match(name, None, "stop-list", 1.0, "rejected"),)
    return _candidates(name, index)


# The publisher ----------------------------------------------------------------------------------------


def _is_publisher(name: str, context: ResolveContext) -> bool:
    if name != "US" and " ".join(name.lower().split()) in word_set("first person"):
        return True
    own = {
        key(reading.text) for text in (context.company, *context.aliases) if text for reading in _legal(text)
    }
    if own & {key(reading.text) for reading in _legal(name)}:
        return True
    host = _host(name)
    return bool(host and context.site and _registrable(host) == _registrable(context.site.lower()))


def _legal(name: str) -> Iterator[Reading]:
    """Yield the readings of a name that keep nearly all of it: no legal form, article or possessive."""
    return (reading for reading in readings(name) if key(reading.text) and reading.kept > 1 / 2)


def _publisher(registry: Registry, context: ResolveContext) -> str | None:
    index = index_of(registry)
    for text in (context.company, *context.aliases, context.site or ""):
        for party, _, _ in _certain(text, index, registry, ResolveContext()):
            return party
    return None


def _own_or_other(match: Match, registry: Registry, context: ResolveContext) -> Match:
    """Mark a match as the first party where it is the publisher, or a product or brand of the publisher."""
    publisher = _publisher(registry, context)
    own = {match.party, parent_on(registry, match.party or "", context.date)}
    if publisher is None or publisher not in own:
        return match
    return Match(match.mention, match.party, "first-party", match.score, "accepted")


# Names ------------------------------------------------------------------------------------------------


def _certain(
    name: str, index: Index, registry: Registry, context: ResolveContext
) -> Iterator[tuple[str, Method, float]]:
    """Yield the parties that a name certainly stands for, the best first."""
    exact = _one(index.spelled.get(name.strip(), ()), registry, context)
    if exact is not None:
        yield exact, "alias", 1.0
    by_domain = _by_domain(name, index)
    if by_domain is not None:
        yield by_domain, "domain", 1.0
    for reading in readings(name):
        named = (n for n in index.keyed.get(key(reading.text), ()) if _cased(reading.text, n))
        party = _one(_bold_enough(named, reading, name), registry, context)
        if party is not None:
            yield party, "normalised", round(NORMALISED_SCORE * (1 + reading.kept) / 2, 3)


def _bold_enough(named: Iterable[Name], reading: Reading, mention: str) -> tuple[Name, ...]:
    """Leave out names that are words too where the mention goes on in a way that makes words of them.

    A name that needs a context does not count where most of the mention had to be cut away to find it, and
    a cased one not before "of" and the like: "Oracle of Delphi", "Sift through data".
    """
    goes_on = _GOES_ON.match(mention.partition(reading.text)[2])
    return tuple(
        name
        for name in named
        if name.case is Case.ANY or (not goes_on and (name.case is Case.EXACT or reading.kept > 1 / 2))
    )


def _cased(text: str, name: Name) -> bool:
    """Whether the text is written as the name demands: "square" is no Square, "Post" no Po.st."""
    if name.case is Case.ANY or text == name.text:
        return True
    return name.case is Case.EXACT and text[:1].isupper() and not name.text.isupper()


def _one(names: Iterable[Name], registry: Registry, context: ResolveContext) -> str | None:
    """Choose the one party that bears a name; None where nobody or several do, or the context forbids it."""
    found = tuple(names)
    fitting = [n.party for n in found if n.case is not Case.CONTEXT or _fits(n, registry, context)]
    parties = dict.fromkeys(fitting)
    if len(parties) > 1:
        parties = {p: None for p in parties if context.role in registry.parties[p].roles}
    return next(iter(parties)) if len(parties) == 1 else None


def _fits(name: Name, registry: Registry, context: ResolveContext) -> bool:
    roles = registry.parties[name.party].roles
    return context.role in roles or context.role in VAGUE_ROLES


def _candidates(name: str, index: Index) -> tuple[Match, ...]:
    scores: dict[str, float] = {}
    for reading in _legal(name):
        for spelled, score in (*_similar(key(reading.text), index), *_leading(reading.text, index)):
            for known in index.keyed[spelled]:
                scores[known.party] = max(score, scores.get(known.party, 0.0))
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
    return tuple(Match(name, party, "candidate", round(score, 3), "candidate") for party, score in best)


def _similar(spelled: str, index: Index) -> list[tuple[str, float]]:
    found = process.extract(
        spelled, index.keyed.keys(), scorer=fuzz.ratio, limit=CANDIDATES, score_cutoff=CANDIDATE_SCORE * 100
    )
    return [(text, score / 100) for text, score, _ in found]


def _leading(text: str, index: Index) -> list[tuple[str, float]]:
    """Find the longest known name with which a name begins: "Microsoft Intune" may be Microsoft's."""
    words = text.split()
    for length in range(len(words) - 1, 0, -1):
        beginning = key(" ".join(words[:length]))
        if len(beginning) > SHORT_NAME and beginning in index.keyed:
            return [(beginning, len(beginning) / len(key(text)))]
    return []


# Domains ----------------------------------------------------------------------------------------------


def _by_domain(name: str, index: Index) -> str | None:
    host = _host(name)
    if host is None:
        return None
    lowest = _registrable(host)
    labels = host.split(".")
    for start in range(len(labels)):
        tail = ".".join(labels[start:])
        if tail in index.hosts:
            return index.hosts[tail]
        if tail == lowest:
            break
    return None


def _host(name: str) -> str | None:
    found = _HOST.fullmatch(name.strip().strip("()[]<>\"'.,;"))
    return found.group(1).lower() if found else None


def _registrable(host: str) -> str:
    return str(_suffixes().privatesuffix(host) or host)


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
