"""The place whose residents alone a statement is about.

The sentence says it ("if you live in Nevada"), what introduces its list, a sentence before it in the
paragraph, the title of its section ("California residents"), or a sentence on what the section is for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.document import BlockKind
from practicegraph.extract.found import Found, found_in
from practicegraph.extract.passages import Topic
from practicegraph.extract.phrases import phrases
from practicegraph.extract.places import Place, find_places, narrow

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from practicegraph.extract.draft import Draft
    from practicegraph.extract.passages import Passages

#: How far before a place the words may stand that say whose home it is, in characters.
_REACH: Final = 160
_OWED: Final = frozenset(("Right", "Choice"))
#: A title is its places and little else where no more letters than these are left.
_LITTLE: Final = 12


def _says(name: str) -> re.Pattern[str]:
    return phrases("regions")[name]


def jurisdiction(passages: Passages, draft: Draft, sentence: int) -> Found | None:
    """The names of the places that limit a draft which stands in a sentence, and where they are named."""
    return next((f for f in _looked_for(passages, draft, sentence) if f), None)


def _looked_for(passages: Passages, draft: Draft, sentence: int) -> Iterator[Found | None]:
    block = passages.block(sentence)
    owed = draft.practice in _OWED
    yield _in_sentence(passages, sentence, owed=owed)
    if (lead_in := passages.lead_in(block)) is not None:
        yield _in_sentence(passages, lead_in, owed=owed)
    if owed:
        earlier = range(sentence - 1, passages.of_block(block).start - 1, -1)
        yield from (_in_sentence(passages, before, owed=False) for before in earlier)
    section = passages.section(block)
    if section is not None:
        limits = _limits(passages, section, by_law=owed)
        yield from (limit.found for limit in limits if limit.title or limit.found.sentence < sentence)


def _in_sentence(passages: Passages, sentence: int, *, owed: bool) -> Found | None:
    if not passages.topics[sentence] & Topic.REGION:
        return None
    return found_in(sentence, homes_in(passages.text(sentence), by_law=owed))


@lru_cache(maxsize=256)
def homes_in(text: str, *, by_law: bool) -> tuple[str, ...]:
    """The places whose people a text speaks of; with `by_law`, also those whose laws it names as ground."""
    homes: list[str] = []
    for group in _groups(text, find_places(text)):
        start = group[0].start
        before, after = text[max(0, start - _REACH) : start], text[group[-1].end :]
        if not (_says("not-there").search(before) or _says("by-the-way").search(before)) and _is_home(
            group, before, after, by_law=by_law
        ):
            homes.extend(place.id for place in group)
    return _together(text, homes)


def _together(text: str, places: list[str]) -> tuple[str, ...]:
    """The places as they are meant: "California and other U.S. states" are more than California."""
    return tuple(dict.fromkeys(places)) if _says("and-others").search(text) else narrow(places)


def _groups(text: str, places: tuple[Place, ...]) -> Iterator[tuple[Place, ...]]:
    """The places, those of one list together."""
    group: list[Place] = []
    for place in places:
        if group and not _says("glue").match(text[group[-1].end : place.start]):
            yield tuple(group)
            group = []
        group.append(place)
    if group:
        yield tuple(group)


def _is_home(group: tuple[Place, ...], before: str, after: str, *, by_law: bool) -> bool:
    last = group[-1]
    if all(place.naming == "law" for place in group):
        return by_law and bool(_says("by-law").search(before) or _says("law-gives").match(after))
    if last.naming != "law" and _says("theirs").match(after):
        return True
    if last.naming == "people":
        return last.plural
    found = _says("at-home").search(before)
    return (
        found is not None and bool(_says("living").search(found[0])) and not _says("going").search(found[0])
    )


def _in_title(passages: Passages, heading: int, *, by_law: bool) -> Found | None:
    """What a title limits its section to; a law in it tells of the rights that it gives, and of no more."""
    text = passages.text(heading)
    places = [p for p in find_places(text) if not _says("not-there").search(text[: p.start])]
    if not by_law and all(p.naming == "law" for p in places):
        return None
    if not places or _says("other-title").search(text) or heading == _title(passages):
        return None
    letters = sum(c.isalpha() for c in text) - sum(p.end - p.start for p in places)
    if letters > _LITTLE and not _says("title").search(text) and all(p.naming == "name" for p in places):
        return None
    return found_in(heading, _together(text, [p.id for p in places]))


@lru_cache(maxsize=1)
def _title(passages: Passages) -> int | None:
    """The document's own title, which limits nothing within it."""
    kinds = (passages.document.blocks[s.block].kind for s in passages.sentences)
    return next((i for i, kind in enumerate(kinds) if kind is BlockKind.HEADING), None)


class _Limit(NamedTuple):
    """What limits a section: its title, or a sentence in it that limits what follows."""

    found: Found
    title: bool


@lru_cache(maxsize=128)  # a section is asked for each statement in it
def _limits(passages: Passages, section: int, *, by_law: bool) -> tuple[_Limit, ...]:
    """What limits a section and those around it, the innermost first."""
    limits: list[_Limit] = []
    for heading in (*passages.of_block(section)[:1], *passages.headings(section)):
        if found := _scopes(passages).get(passages.block(heading)):
            limits.append(_Limit(found, title=False))
        if found := _in_title(passages, heading, by_law=by_law):
            limits.append(_Limit(found, title=True))
    return tuple(limits)


@lru_cache(maxsize=1)
def _scopes(passages: Passages) -> Mapping[int, Found]:
    """For each heading, the places to which a sentence right below it limits what it says."""
    scopes: dict[int, Found] = {}
    for sentence in passages.about(Topic.REGION):
        section = passages.section(passages.block(sentence))
        text = passages.text(sentence)
        if (
            section is None
            or section in scopes
            or not (_says("section").search(text) and _says("applies").search(text))
        ):
            continue
        if passages.of_block(section)[:1] == range(0) or passages.of_block(section)[0] == _title(passages):
            continue
        if found := found_in(sentence, homes_in(text, by_law=False)):
            scopes[section] = found
    return scopes
