"""What one label stands for, and how a text is folded to meet it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicegraph.labels import fold, variants


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("e-mail address", "email addresses"),
        ("e-mail address", "e mail address"),
        ("driver's licence", "drivers license"),
        ("driver's licence", "driver licenses"),
        ("terms & fees", "terms and fees"),
        ("terms and fees", "terms & fee"),
        ("history", "histories"),
        ("survey", "surveys"),
        ("tax", "taxes"),
        ("personalised offer", "personalized offers"),
        ("IP/MAC address", "ip mac address"),
        ("internet protocol (“IP”) address", "internet protocol   ip   address"),
    ],
)
def test_label_stands_for(label: str, form: str) -> None:
    forms = variants(label)
    assert form in forms or form in variants(label.replace("fees", "fee"))


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("user name", "username"),
        ("addresses", "address"),
        ("contact details", "contact information"),
        ("analytics", "analyticses"),
        ("your phone's", "your phone"),
    ],
)
def test_label_does_not_stand_for(label: str, form: str) -> None:
    assert form not in variants(label)


def test_last_words_for_data_stand_for_each_other_where_asked() -> None:
    assert {"contact details", "contact info", "contact data"} <= variants("contact information", heads=True)
    assert "details" not in variants("information", heads=True)


@given(st.text(alphabet="ab-/ \n\t\r'\u2019“”(),;.é漢😀"))
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert [c for c in folded if c.isalpha()] == [c for c in text if c.isalpha()]
