"""How a policy says that the company, or its data protection officer, can be reached."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from practicegraph.extract.addresses import addresses
from practicegraph.extract.passages import Topic
from practicegraph.extract.phrases import phrases
from practicegraph.extract.sentences import evidence
from practicegraph.facts import ContactPoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.document import Document
    from practicegraph.extract.addresses import Address
    from practicegraph.extract.passages import Passages
    from practicegraph.facts import Reached

_MAIL_DOMAIN: Final = re.compile(r"@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,12})")
#: A longer web address is one of a session, and leads nobody else anywhere.
_LONGEST_URI: Final = 300
_LONGEST: Final = 300
#: How far the street may stand behind the words that introduce it.
_FARTHEST: Final = 160
_DIGIT: Final = re.compile(r"\d")
_LINE: Final = 80
_LINES: Final = 6


def _says(name: str) -> re.Pattern[str]:
    return phrases("contact")[name]


def contacts(passages: Passages) -> tuple[ContactPoint, ...]:
    """The points of contact that a policy names, each once, in the order of the text."""
    found: dict[tuple[Reached, str], ContactPoint] = {}
    boxes = _own_domains(passages.document)
    for sentence in passages.about(Topic.CONTACT):
        for point in (*_electronic(passages, sentence, boxes), *_postal(passages, sentence)):
            found.setdefault((point.reaches, point.address.lower()), point)
    return tuple(sorted(found.values(), key=lambda p: (p.evidence.start, p.evidence.end, p.address)))


def _electronic(passages: Passages, sentence: int, boxes: frozenset[str]) -> Iterator[ContactPoint]:
    document = passages.document
    start, end = passages.stretch(sentence)
    last = start
    for address in addresses(document, start, end):
        before = document.text[last : address.start]
        last = address.end
        if not _is_companys(passages, sentence, before, address, boxes):
            continue
        officer = _is_officer(passages, sentence, before, address)
        if officer or (
            _is_about_contact(passages, sentence) and (address.is_mail or _leads_to_form(address, before))
        ):
            quote = evidence(document, start, max(address.end, passages.span(sentence)[1]))
            yield ContactPoint(
                "officer" if officer else "controller", address.uri.removeprefix("mailto:"), quote
            )


def _is_companys(
    passages: Passages, sentence: int, before: str, address: Address, boxes: frozenset[str]
) -> bool:
    """Whether an address is the company's, and not that of somebody else the policy speaks of."""
    if len(address.uri) > _LONGEST_URI or _says("theirs").search(before[-100:]):
        return False
    if address.uri.rpartition("@")[2].lower() in boxes:
        return True
    above = _above(passages, sentence) if _is_line(passages, sentence) else ()
    return any(_says("ours").search(words) for words in (passages.text(sentence), *above))


def _is_line(passages: Passages, sentence: int) -> bool:
    """Whether it is a line of a contact block rather than a sentence."""
    return len(passages.text(sentence)) < _LINE


def _is_officer(passages: Passages, sentence: int, before: str, address: Address) -> bool:
    """Whether an address is the officer's: by its name, the words before it, or the title above a line."""
    if not address.is_mail:
        return False
    if _says("officer").search(address.uri.partition("@")[0]) or _says("officer").search(before[-200:]):
        return True
    return _is_line(passages, sentence) and any(
        _says("officer").search(words) for words in _above(passages, sentence)
    )


def _above(passages: Passages, sentence: int) -> Iterator[str]:
    """What introduces a line: the sentence before it, what its list hangs on, its title."""
    block = passages.block(sentence)
    if sentence > 0 and passages.section(passages.block(sentence - 1)) == passages.section(block):
        yield passages.text(sentence - 1)
    lead_in = passages.lead_in(block)
    yield from (passages.text(n) for n in (lead_in, *passages.headings(block)[:1]) if n is not None)


def _is_about_contact(passages: Passages, sentence: int) -> bool:
    text = passages.text(sentence)
    above = tuple(_above(passages, sentence)) if _is_line(passages, sentence) else ()
    if any(_says("other-matter").search(words) for words in (text, *above)):
        return False
    return any(_says("contact").search(words) for words in (text, *above))


def _leads_to_form(address: Address, before: str) -> bool:
    return bool(
        _says("way").search(before[-80:])
        and (_says("form").search(address.words) or "contact" in address.uri.lower())
    )


def _own_domains(document: Document) -> frozenset[str]:
    """The domains of mail that are the company's: those that bear its name, and the one named most often."""
    domains = Counter(match[1].lower() for match in _MAIL_DOMAIN.finditer(document.text))
    names = {
        _letters(n) for n in (document.company, document.service, document.site or "", *document.aliases)
    }
    own = {
        d for d in domains if any(n in _letters(d) or _letters(d.split(".")[0]) in n for n in _long(names))
    }
    return frozenset((*own, *(d for d, count in domains.most_common(1) if count > 1)))


def _long(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if len(name) > 3)  # noqa: PLR2004  # shorter ones stand inside other words


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _postal(passages: Passages, sentence: int) -> Iterator[ContactPoint]:
    """The postal address in a sentence that tells how to write, or in the lines right below it."""
    here = passages.block(sentence)
    if not _says("contact").search(passages.text(sentence)):
        return
    for block in (here, here + 1, here + 2):
        numbers = passages.of_block(block)
        if numbers and passages.section(block) == passages.section(here):
            lines = _lines(passages, max(numbers.start, sentence))
            if words := _address_in(" ".join(map(passages.text, lines))):
                yield from _posted(passages, sentence, lines, words)
                return


def _posted(passages: Passages, sentence: int, lines: range, words: str) -> Iterator[ContactPoint]:
    told = [passages.text(n) for n in range(max(0, sentence - 2), lines[-1] + 1)]
    if not any(map(_says("other-matter").search, told)):
        near = (passages.text(sentence), words, *_above(passages, sentence))
        officer = any(map(_says("officer").search, near))
        quote = evidence(passages.document, passages.span(lines[0])[0], passages.span(lines[-1])[1])
        yield ContactPoint("officer" if officer else "controller", words, quote)


def _lines(passages: Passages, first: int) -> range:
    """A sentence with the rest of its block and, of an address that is broken into blocks, the next lines."""
    block = passages.block(first)
    last = passages.of_block(block).stop
    short = len(passages.text(last - 1)) < _LINE
    while short and last < len(passages.sentences) and last - first < _LINES:
        text = passages.text(last)
        same = passages.section(passages.block(last)) == passages.section(block)
        short = same and len(text) < _LINE and not _says("no-line").search(text)
        last += short
    return range(first, last)


def _address_in(text: str) -> str | None:
    """The postal address in a text: from the words that introduce it to the end of the lines."""
    if not _DIGIT.search(text) or not (match := _says("postal").search(text)):
        return None
    street = match.start()
    introduced = [m.end() for m in _says("before-address").finditer(text, 0, street + 1) if m.end() <= street]
    start = introduced[-1] if introduced else 0
    words = _says("behind-address").split(text[start:])[0].strip(" ,.;:()[]'\"\u2013-")
    found = len(words) <= _LONGEST and street - start < _FARTHEST and _says("postal").search(words)
    return words if found else None
