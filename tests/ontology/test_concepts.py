"""The concepts as loaded: complete, consistent, and what goes wrong where they are not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from practicegraph.concepts import KINDS, PARTICULARS, load_concepts, load_particulars, read_concepts
from practicegraph.errors import InvalidKnowledge
from practicegraph.labels import variants

from .helpers import ONTOLOGY, SCHEMES, table
from .term_table import README, with_table

if TYPE_CHECKING:
    from pathlib import Path

LISTED = [row for row in table("concepts.tsv") if row["kind"] != "practice"]
HEAD = """@prefix pg: <https://w3id.org/practicegraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def scheme_file(folder: Path, body: str) -> Path:
    file = folder / "extra.ttl"
    file.write_text(HEAD + body, encoding="utf-8")
    return file


def test_there_is_a_scheme_file_for_every_kind() -> None:
    assert len(SCHEMES) == len(KINDS) + len(PARTICULARS)
    assert {c.kind for c in load_concepts().by_id.values()} == set(KINDS.values())
    assert {c.kind for c in load_particulars().by_id.values()} == set(PARTICULARS.values())


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row["id"])
def test_listed_concept_is_there_under_its_parent(row: dict[str, str]) -> None:
    concept = load_concepts().by_id[row["id"]]
    assert (concept.kind, concept.broader) == (row["kind"], row["parent"] or None)


def test_other_concepts_are_under_listed_ones() -> None:
    concepts = load_concepts()
    listed = {row["id"] for row in LISTED}
    assert all(concepts.widen(c, listed) in listed for c in concepts.by_id)


def test_no_spelling_of_a_label_is_shared_within_a_kind() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for c in load_concepts().by_id.values():
        for label in (*c.labels, *c.generic_labels):
            for form in variants(label, heads=c.kind == "data"):
                owners[c.kind, form].add(c.id)
    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


def test_widen_goes_to_the_nearest_listed_ancestor() -> None:
    concepts = load_concepts()
    assert concepts.widen("Passport", {"PersonalData", "IdentifyingData"}) == "IdentifyingData"
    assert concepts.widen("Passport", {"Passport"}) == "Passport"
    assert concepts.widen("Passport", set()) == "Passport"
    assert concepts.widen("Nonesuch", {"PersonalData"}) == "Nonesuch"


def test_narrower_holds_the_concept_and_all_below() -> None:
    assert load_concepts().narrower("PostalAddress") == {
        "PostalAddress",
        "ShippingAddress",
        "BillingAddress",
        "PostalCode",
    }


def test_narrowest_drops_what_another_narrows() -> None:
    given = ("PersonalData", "EmailAddress", "ContactData", "Age", "EmailAddress")
    assert load_concepts().narrowest(given) == ("EmailAddress", "Age")


def test_kind_of_an_unknown_concept_is_none() -> None:
    assert load_concepts().kind_of("Nonesuch") is None
    assert load_concepts().kind_of("Cookie") == "technology"


def test_all_problems_are_reported_together(tmp_path: Path) -> None:
    file = scheme_file(
        tmp_path,
        """
        pg:Shoe a pg:DataType ; skos:broader pg:Boot ; skos:prefLabel "shoe"@en , "clog"@en .
        pg:Boot a pg:DataType ; skos:broader pg:Shoe ; skos:prefLabel "boot"@en ;
          skos:altLabel "Clog"@en ; skos:definition "A boot."@en .
        pg:Sock a pg:DataType ; skos:broader pg:Leg ; skos:definition "A sock."@en .
        """,
    )
    with pytest.raises(InvalidKnowledge) as caught:
        read_concepts([file])
    problems = "\n".join(caught.value.problems)
    for part in (
        "Sock has no skos:prefLabel",
        "Shoe has no skos:definition",
        "Sock is narrower than Leg",
        "Shoe is broader than itself",
        "Boot is broader than itself",
        '"clog" is a label of Boot and of Shoe',
    ):
        assert part in problems


def test_a_file_that_is_no_turtle_is_named(tmp_path: Path) -> None:
    file = scheme_file(tmp_path, "pg:Shoe a")
    with pytest.raises(InvalidKnowledge, match="extra"):
        read_concepts([file])


def test_the_table_in_the_readme_is_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    assert with_table(text, load_concepts()) == text, "run: python tests/ontology/term_table.py --write"


def test_the_readme_names_every_folder() -> None:
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    assert all(f"{f.name}/" in text for f in ONTOLOGY.iterdir() if f.is_dir())
