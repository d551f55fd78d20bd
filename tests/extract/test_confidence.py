"""Confidence rests on counts: within 0 and 1, drawn to the mean where little is known, shown with its basis."""

from __future__ import annotations

import pytest

from practicegraph.extract.confidence import Basis, Calibration, load_calibration

SHIPPED = load_calibration()


def test_rules_were_measured() -> None:
    assert SHIPPED.rules


@pytest.mark.parametrize("rule", sorted(SHIPPED.rules))
def test_no_rule_is_right_more_often_than_it_speaks(rule: str) -> None:
    basis = SHIPPED.rules[rule]
    assert 0 <= basis.right <= basis.stated
    assert 0 < SHIPPED.confidence_of(rule) < 1


def test_much_evidence_speaks_for_itself() -> None:
    calibration = Calibration({"a.rule": Basis(900, 1000)}, Basis(700, 1000))
    assert calibration.confidence_of("a.rule") == pytest.approx(0.9, abs=0.01)


def test_little_evidence_is_drawn_to_all_rules() -> None:
    calibration = Calibration({"a.rule": Basis(1, 1)}, Basis(700, 1000))
    assert calibration.confidence_of("a.rule") == pytest.approx(0.71, abs=0.01)


def test_an_unmeasured_rule_is_as_good_as_all_together() -> None:
    calibration = Calibration({}, Basis(700, 1000))
    assert calibration.confidence_of("another.rule") == pytest.approx(0.7)


def test_an_unmeasured_rule_of_lists_is_judged_by_its_lead_in() -> None:
    calibration = Calibration({"a.rule": Basis(9, 10)}, Basis(700, 1000))
    assert calibration.basis_of("list.a.rule") == Basis(9, 10)
