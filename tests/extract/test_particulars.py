"""What optional fields and facts are found, text by text: `particulars/*.tsv` say what each must yield.

A row holds a text, and what stands above it: titles after `#`, the outermost first and parted by a slash,
else what introduces a list. In the text, a double slash parts paragraphs, of which one that begins with an
asterisk is an item and one that begins with two number signs a title. A practice that ends in a minus sign is
denied; a figure behind `@` says in which paragraph it stands.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from practicegraph.concepts import load_particulars
from practicegraph.document import Block, BlockKind, Document
from practicegraph.errors import InvalidKnowledge
from practicegraph.extract.abroad import transfers
from practicegraph.extract.contact import contacts
from practicegraph.extract.definitions import definitions, open_terms
from practicegraph.extract.draft import Draft
from practicegraph.extract.particulars import facts, particulars
from practicegraph.extract.passages import passages_of
from practicegraph.extract.phrases import cues, phrases, read_phrases
from practicegraph.extract.places import find_places, narrow, notation_of
from practicegraph.extract.vocabulary import normal, terms_in
from practicegraph.extract.wordings import labels_in, patterns_in
from practicegraph.statement import AND, Extractor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practicegraph.facts import Transfer
    from practicegraph.statement import Polarity

HERE = Path(__file__).parent / "particulars"
FILES = sorted(HERE.glob("*.tsv"))
Row = tuple[str, ...]


def rows(name: str) -> list[Row]:
    lines = (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("# ")]


def cases(name: str) -> list[Row]:
    found = rows(name)
    assert len(found) > 5, name
    return [pytest.param(row, id=row[0][:60]) for row in found]  # type: ignore[misc]  # pytest's parameters


def document_of(text: str, above: str = "") -> Document:
    parts = [(BlockKind.HEADING, title.strip()) for title in above[1:].split("/")] if above[:1] == "#" else []
    if above and not parts:
        parts = [(BlockKind.PARAGRAPH, above)]
    introduced = bool(above) and not above.startswith("#")
    for part in text.split(" // "):
        kind = BlockKind.ITEM if part.startswith("* ") or introduced else BlockKind.PARAGRAPH
        kind = BlockKind.HEADING if part.startswith("## ") else kind
        parts.append((kind, part.removeprefix("* ").removeprefix("## ")))
    # The document's own title limits nothing, so that every example gets one.
    parts.insert(0, (BlockKind.HEADING, "What Quillfern does with data"))
    joined = "\n".join(words for _, words in parts)
    return Document("row", "row", joined, "", tuple(blocks(parts)), "Quillfern")


def blocks(parts: list[tuple[BlockKind, str]]) -> Iterator[Block]:
    headings: tuple[int, ...] = ()
    start, lead_in = 0, 0
    for index, (kind, words) in enumerate(parts):
        item = kind is BlockKind.ITEM
        yield Block(kind, start, start + len(words), headings=headings, lead_in=lead_in if item else None)
        start += len(words) + 1
        headings = (*headings, index) if kind is BlockKind.HEADING else headings
        lead_in = index if kind is BlockKind.PARAGRAPH else lead_in


def test_every_file_is_read_and_has_texts_that_yield_nothing() -> None:
    assert {f.stem for f in FILES} == {
        "abroad", "basis", "contacts", "definitions", "links", "open-terms", "regions",
    }  # fmt: skip
    for file in FILES:
        column = 2 if file.stem in ("basis", "links", "regions") else 1
        said = {row[column] for row in rows(file.stem)}
        assert said & {"-", "."}
        assert len(said) > 2


def filled(text: str, practice: str, above: str) -> Draft:
    document = document_of(text, above)
    practice, _, paragraph = practice.partition("@")
    parts = text.split(" // ")
    start = document.text.index(parts[int(paragraph or 1) - 1].removeprefix("* "))
    polarity: Polarity = "denied" if practice.endswith("-") else "affirmed"
    draft = Draft(practice=practice.rstrip("-"), rule="given", spans=((start, start + 4),), polarity=polarity)
    (found,) = particulars(document, [draft])
    return found


@pytest.mark.parametrize("row", cases("basis"))
def test_legal_basis(row: Row) -> None:
    text, practice, expected, above = (*row, "")[:4]
    assert (filled(text, practice, above).legal_basis or "-") == expected


@pytest.mark.parametrize("row", cases("regions"))
def test_jurisdiction(row: Row) -> None:
    text, practice, expected, above = (*row, "")[:4]
    assert (filled(text, practice, above).jurisdiction or "-") == expected


@pytest.mark.parametrize("row", cases("links"))
def test_link(row: Row) -> None:
    text, practice, expected, above = (*row, "")[:4]
    assert (filled(text, practice, above).link or "-") == expected


def shown(transfer: Transfer) -> tuple[str, str]:
    sign = "-" if transfer.polarity == "denied" else ""
    return (sign + (AND.join(transfer.countries) or "-"), AND.join(transfer.safeguards) or "-")


@pytest.mark.parametrize("row", cases("abroad"))
def test_transfer(row: Row) -> None:
    found = [shown(transfer) for transfer in transfers(passages_of(document_of(row[0])))]
    assert found == ([] if row[1] == "." else [(row[1], row[2])])


def test_a_statement_takes_country_and_safeguard_from_its_sentence() -> None:
    draft = filled("We send data to Japan under standard contractual clauses.", "Sharing", "")
    assert (draft.country, draft.safeguard) == ("JP", "standard contractual clauses")
    assert filled("We send data to Japan under standard contractual clauses.", "Right", "").country is None


@pytest.mark.parametrize("row", cases("contacts"))
def test_contact(row: Row) -> None:
    found = contacts(passages_of(document_of(row[0])))
    told = sorted(f"{point.reaches} {point.address}" for point in found)
    assert told == ([] if row[1] == "-" else sorted(row[1].split(AND)))


@pytest.mark.parametrize("row", cases("definitions"))
def test_definition(row: Row) -> None:
    found = definitions(passages_of(document_of(row[0])))
    told = [f"{d.term} = {' '.join(sorted(d.includes))}".strip() for d in found]
    assert told == ([] if row[1] == "-" else [row[1].strip()])


@pytest.mark.parametrize("row", cases("open-terms"))
def test_open_term(row: Row) -> None:
    found = [use.term for use in open_terms(passages_of(document_of(row[0])))]
    assert found == ([] if row[1] == "-" else row[1].split(AND))


@pytest.mark.parametrize(
    ("name", "find"), [("abroad", transfers), ("contacts", contacts), ("definitions", definitions)]
)
def test_facts_quote_the_text(name: str, find: Callable[..., object]) -> None:
    for row in rows(name):
        document = document_of(row[0])
        told = facts(document, Extractor("here", "1"))
        assert find(passages_of(document)) in (told.transfers, told.contacts, told.definitions)
        assert all(document.text[q.start : q.end] == q.quote for q in told.quotes())


def test_nothing_else_of_a_draft_changes_and_what_says_so_is_quoted() -> None:
    how = "To do so, write to data@quillfern.example."
    document = document_of(f"You may ask for a copy. {how}", "# Nevada residents")
    start = document.text.index("You may")
    draft = Draft(practice="Right", rule="given", spans=((start, start + 23),), rights=("AccessRight",))
    (found,) = particulars(document, [draft])
    assert found.jurisdiction == "Nevada"
    assert found.link == "mailto:data@quillfern.example"
    quotes = [document.text[a:b] for a, b in found.spans]
    assert quotes == ["You may ask for a copy.", "Nevada residents", how]
    assert replace(found, spans=draft.spans, jurisdiction=None, link=None) == draft


def test_a_cell_takes_the_legal_basis_of_its_row() -> None:
    cells = ["Data", "Purpose", "Legal basis", "your name", "to ship the parcel", "Contract"]
    found: list[Block] = []
    start = 0
    for i, words in enumerate(cells):
        row, column = divmod(i, 3)
        header = (column,) if row else ()
        end = start + len(words)
        found.append(Block(BlockKind.CELL, start, end, row=row, column=column, header_cells=header))
        start = end + 1
    document = Document("row", "row", "\n".join(cells), "", tuple(found), "Quillfern")
    draft = Draft(practice="Use", rule="given", spans=((found[3].start, found[3].end),))
    assert [d.legal_basis for d in particulars(document, [draft])] == ["contract"]


def test_places_have_the_codes_of_iso_3166() -> None:
    places = load_particulars().of_kind("place")
    codes = [p.notation for p in places if p.notation]
    assert len(codes) == len(set(codes))
    assert sum(len(code) == 2 for code in codes) == 249
    assert {"US-CA", "GB-SCT", "CA-QC"} <= set(codes)
    assert {p.id for p in places if not p.notation} == {"Europe", "EuropeanEconomicArea", "EuropeanUnion"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from New Jersey to Jersey", ["NewJersey", "Jersey"]),
        ("CALIFORNIA AND THE UNITED STATES", ["California", "UnitedStates"]),
        ("tell us, and turkey for dinner", []),
        ("Joined by US and U.S. partners", ["UnitedStates", "UnitedStates"]),
        ("the Republic of Korea", ["SouthKorea"]),
        ("Icelandic and Californian", ["Iceland", "California"]),
    ],
)
def test_places_count_as_they_are_written(text: str, expected: list[str]) -> None:
    assert [place.id for place in find_places(text)] == expected


def test_places_together() -> None:
    assert narrow(["EuropeanUnion", "EuropeanEconomicArea"]) == ("EuropeanEconomicArea",)
    assert narrow(["California", "UnitedStates"]) == ("California",)
    assert narrow(["Germany", "EuropeanUnion", "UnitedKingdom"]) == ("EuropeanUnion", "UnitedKingdom")
    assert notation_of("Japan") == "JP"


@pytest.mark.parametrize(
    ("kind", "concept", "words"),
    [
        ("basis", "ContractBasis", "contractual necessity"),
        ("basis", "ContractBasis", "necessary to perform our contract"),
        ("basis", "ContractBasis", "the performance of a contract"),
        ("basis", "ContractBasis", "to perform our contract with you"),
        ("basis", "LegitimateInterestBasis", "a balance of interests"),
        ("basis", "LegitimateInterestBasis", "our legitimate and overriding business interests"),
        ("basis", "PublicInterestBasis", "a task carried out in the public interest"),
        ("basis", "PublicInterestBasis", "a task of public interest"),
        ("basis", "VitalInterestBasis", "the vital interests of a person"),
        ("safeguard", "AdequacyDecision", "a place deemed to be adequate"),
        ("safeguard", "AdequacyDecision", "the decision that the place is adequate"),
        ("safeguard", "TransferConsent", "you agree to the transfer"),
        ("safeguard", "TransferConsent", "you consent to your data being transferred"),
        ("safeguard", "TransferConsent", "with your consent"),
    ],
)
def test_pattern(kind: str, concept: str, words: str) -> None:
    assert concept in {hit.concept_id for hit in patterns_in(words, kind)}


def test_every_label_of_a_particular_is_found() -> None:
    for kind in ("basis", "safeguard"):
        for concept in load_particulars().of_kind(kind):
            for label in concept.labels:
                assert concept.id in {hit.concept_id for hit in labels_in(f"It is {label}.", kind)}, label


def test_terms_are_known_by_all_their_words() -> None:
    text = "We keep non-personal usage data and the data of others."
    assert [text[a:b] for a, b in terms_in(text)] == ["non-personal usage data"]
    assert normal("Non-Personal  Data") == normal("non personal information")


def test_each_topic_has_its_cues_and_each_table_its_phrases() -> None:
    assert all(cue == cue.lower() for words in cues().values() for cue in words)
    assert phrases("basis")["title"].search("The Legal Basis")


BAD = {
    "basis: {b} is no earlier entry": "[cues]\n[words]\n[basis]\na = '{b}'\n",
    "words: {b} is no earlier entry": "[cues]\n[words]\na = '{b}'\n",
    "basis.x: missing ), unterminated subpattern": "[cues]\n[words]\n[basis]\nx = '('\n",
}


@pytest.mark.parametrize("problem", BAD)
def test_bad_file_is_refused(problem: str) -> None:
    with pytest.raises(InvalidKnowledge, match=r"particulars\.toml") as refusal:
        read_phrases(BAD[problem])
    assert problem in str(refusal.value)


def test_facts_are_plain_values() -> None:
    told = facts(document_of(rows("contacts")[0][0]), Extractor("here", "1"))
    assert asdict(told)["contacts"][0]["address"] == "privacy@quillfern.example"
