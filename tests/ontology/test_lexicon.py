"""What is found in a text, and where."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicegraph.concepts import KINDS, load_concepts, read_concepts
from practicegraph.errors import InvalidKnowledge
from practicegraph.lexicon import Hit, build_lexicon, load_lexicon
from practicegraph.patterns import compile_pattern, word_sets

from .helpers import HERE, SCHEMES, table
from .test_concepts import HEAD

if TYPE_CHECKING:
    from pathlib import Path

MARK = re.compile(r"\[([^|\]]*)\|(\w+)(\*?)\]")
#: Lines of the file, where a line that opens a mark is joined to the one that closes it.
MARKED = re.findall(r"(?:[^\[\n]|\[[^\]]*\])+", (HERE / "finds.tsv").read_text("utf-8"))[1:]
SENTENCES = table("patterns.tsv")
PATTERNS = [(c.id, p) for c in load_concepts().by_id.values() for p in c.patterns]
WORDS = [
    "name",
    "e-mail",
    "address",
    "ip",
    "credit card",
    "processor",
    "data",
    "we",
    ",",
    "\n\n",
    "\n",
    "  ",
    "\u2019s",
]


def unmarked(marked: str) -> tuple[str, list[tuple[str, str, bool]]]:
    """The text without marks, and the words, concept and looseness of each mark."""
    return MARK.sub(r"\1", marked), [(m[1], m[2], bool(m[3])) for m in MARK.finditer(marked)]


def test_there_are_marked_texts() -> None:
    assert len(MARKED) > 10


@pytest.mark.parametrize("marked", MARKED)
def test_data_and_parties_are_found_where_they_are_marked(marked: str) -> None:
    text, expected = unmarked(marked)
    hits = [h for h in load_lexicon().find(text.lower()) if h.kind in {"data", "party"}]
    assert [(text[h.start : h.end], h.concept_id, h.generic) for h in hits] == expected


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: f"{row['concept']}: {row['sentence']}")
def test_patterns_find_what_they_should(row: dict[str, str]) -> None:
    kind = load_concepts().by_id[row["concept"]].kind
    lexicon, lowered = load_lexicon(), row["sentence"].lower()
    found = {h.concept_id for h in lexicon.find_patterns(lowered, kind)}
    if row["found"] == "no":
        found |= {h.concept_id for h in lexicon.find(lowered) if h.kind == kind}
    assert (row["concept"] in found) == {"yes": True, "no": False}[row["found"]]


@pytest.mark.parametrize(("concept_id", "source"), PATTERNS)
def test_every_pattern_finds_a_sentence(concept_id: str, source: str) -> None:
    concepts = load_concepts()
    kind = concepts.by_id[concept_id].kind
    pattern = compile_pattern(source, concept_id, word_sets(concepts.schemes[kind].word_sets))
    sentences = [
        r["sentence"].lower() for r in SENTENCES if (r["concept"], r["found"]) == (concept_id, "yes")
    ]
    folded = [" ".join(re.sub(r"[-/,()]", " ", s).split()) for s in sentences]
    starts = [(s, m.start()) for s in folded for m in re.finditer(r"\b\w", s)]
    assert any(pattern.end(s, start) >= 0 for s, start in starts), "add a sentence to patterns.tsv"


def test_adding_a_kind_of_data_is_one_edit_in_one_file(tmp_path: Path) -> None:
    gait = tmp_path / "gait.ttl"
    body = """
      pg:GaitRhythm a pg:DataType , skos:Concept ; skos:inScheme pg:DataScheme ;
        skos:broader pg:BiometricData ; skos:prefLabel "gait rhythm"@en ;
        skos:definition "How evenly a person walks."@en ; skos:altLabel "walking-style data"@en .
      pg:DataScheme pg:falseFriend "gait rhythm band" .
    """
    gait.write_text(HEAD + body, encoding="utf-8")
    concepts = read_concepts([*SCHEMES, gait])
    lexicon = build_lexicon(concepts)
    text = "we record gait rhythms and walking style information, said the gait rhythm band."
    hits = [(text[h.start : h.end], h.concept_id) for h in lexicon.find(text)]
    assert [h for h in hits if h[1] == "GaitRhythm"] == [
        ("gait rhythms", "GaitRhythm"),
        ("walking style information", "GaitRhythm"),
    ]
    assert concepts.ancestors("GaitRhythm") == ("BiometricData", "PersonalData")


def test_all_patterns_that_cannot_be_used_are_reported(tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    body = """
      pg:Dance a pg:Purpose ; skos:prefLabel "dance"@en ; skos:definition "To dance."@en ;
        skos:inScheme pg:S ; pg:pattern
          "__ dance" , "dance (with" , "dance )" , "dance $nonesuch" , "(|) dance" , "a | b" , "waltz?" .
    """
    file.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(InvalidKnowledge) as caught:
        build_lexicon(read_concepts([file]))
    assert len(caught.value.problems) == 7
    assert all(p.startswith("pattern of Dance: ") for p in caught.value.problems)


def test_a_pattern_does_not_reach_across_sentences_or_blank_lines() -> None:
    lexicon = load_lexicon()
    assert lexicon.find_patterns("we improve, at times, the site", "purpose")
    for between in (". ", "; ", "! ", "\n\n", "\n \n"):
        assert not lexicon.find_patterns(f"we improve at times{between}the site", "purpose")


def test_places_hold_where_blanks_are_many() -> None:
    text = "to  improve\n   our “website” (daily),\n\nand   tell you\tof changes by e-mail"
    for kind in KINDS.values():
        for hit in load_lexicon().find_patterns(text, kind):
            assert text[hit.start].isalnum()
            assert text[hit.end - 1].isalnum()
    (hit,) = load_lexicon().find_patterns(text, "purpose")[:1]
    assert text[hit.start : hit.end] == "improve\n   our “website"


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_hits_are_whole_words_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    hits = load_lexicon().find(text)
    assert hits == sorted(hits, key=lambda h: h.start)
    for hit in hits:
        assert isinstance(hit, Hit)
        around = text[max(0, hit.start - 1) : hit.start] + text[hit.end : hit.end + 1]
        assert not any(c.isalnum() for c in around)
        assert "\n\n" not in text[hit.start : hit.end]
    nouns = sorted({(h.start, h.end) for h in hits if h.kind in {"data", "party"}})
    assert all(a[1] <= b[0] for a, b in pairwise(nouns))
