"""What a name was taken for, and what a person decided about it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from practicegraph.errors import InvalidKnowledge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practicegraph.parties.registry import Registry

Method = Literal["alias", "domain", "normalised", "candidate", "first-party", "stop-list", "decision"]
Status = Literal["accepted", "candidate", "rejected"]
DECISION_COLUMNS: Final = ("mention", "party", "decision", "by", "note")


@dataclass(frozen=True, slots=True)
class Match:
    """A mention and the known party it may stand for.

    `party` is a party's id, or None where the mention stands for the publisher that is not itself known,
    or for nobody. `score` runs from 0 to 1.
    """

    mention: str
    party: str | None
    method: Method
    score: float
    status: Status


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: this mention is this party, is not this party, or (`party` None) is no party."""

    mention: str
    party: str | None
    confirmed: bool
    by: str
    note: str = ""


#: Decisions by the mention they are about, without case.
Decisions = dict[str, tuple[Decision, ...]]


def load_decisions(path: Path, registry: Registry | None = None) -> Decisions:
    """Read a decisions file: tab-separated, with the columns of DECISION_COLUMNS.

    `decision` is `confirm` or `reject`; a row where it is empty has yet to be reviewed and is passed over.
    With a registry, parties that it does not know are refused.

    Raises:
        InvalidKnowledge: The file cannot be read or contradicts itself; every problem is named with its line.
    """
    rows = _rows(path)
    problems = [problem for line, row in rows for problem in _row_problems(line, row, registry)]
    found: dict[str, dict[str | None, Decision]] = {}
    for line, row in rows:
        decision = _decision(row)
        earlier = found.setdefault(decision.mention.casefold(), {})
        problems += _contradictions(line, decision, earlier)
        earlier[decision.party] = decision
    if problems:
        raise InvalidKnowledge(str(path), tuple(problems))
    return {mention: tuple(decisions.values()) for mention, decisions in sorted(found.items())}


def apply_decisions(
    name: str, matches: tuple[Match, ...], decisions: Mapping[str, tuple[Decision, ...]]
) -> tuple[Match, ...]:
    """Replace what was found by what was confirmed; mark as rejected what was rejected."""
    decided = decisions.get(name.casefold(), ())
    confirmed = tuple(Match(name, d.party, "decision", 1.0, "accepted") for d in decided if d.confirmed)
    if confirmed:
        return confirmed
    refused = {decision.party for decision in decided}
    if None in refused:
        return (Match(name, None, "decision", 1.0, "rejected"),)
    return tuple(
        Match(m.mention, m.party, m.method, m.score, "rejected" if m.party in refused else m.status)
        for m in matches
    )


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, delimiter="\t", restval="")
            missing = [column for column in DECISION_COLUMNS if column not in (reader.fieldnames or ())]
            rows = [
                (reader.line_num, {c: (row.get(c) or "").strip() for c in DECISION_COLUMNS}) for row in reader
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidKnowledge(
            str(path), (f"cannot be read: {error}; give a tab-separated UTF-8 file",)
        ) from error
    if missing:
        raise InvalidKnowledge(
            str(path), (f"lacks the columns {', '.join(missing)}; name them in the first line",)
        )
    return [(line, row) for line, row in rows if row["decision"]]


def _row_problems(line: int, row: Mapping[str, str], registry: Registry | None) -> Iterator[str]:
    if not row["mention"]:
        yield f"line {line}: no mention; give the name as the policy writes it"
    if row["decision"] not in ("confirm", "reject"):
        yield f'line {line}: decision "{row["decision"]}"; write confirm or reject'
    if row["decision"] == "confirm" and not row["party"]:
        yield f"line {line}: confirms no party; give a party's id"
    if registry and row["party"] and row["party"] not in registry.parties:
        yield f'line {line}: no party "{row["party"]}" in the registry; correct the id, or add the party'


def _decision(row: Mapping[str, str]) -> Decision:
    return Decision(
        row["mention"], row["party"] or None, row["decision"] == "confirm", row["by"], row["note"]
    )


def _contradictions(line: int, decision: Decision, earlier: Mapping[str | None, Decision]) -> Iterator[str]:
    same = earlier.get(decision.party)
    if same is not None and same.confirmed != decision.confirmed:
        yield f'line {line}: "{decision.mention}" is confirmed and rejected as {decision.party}; keep one row'
    if decision.confirmed and any(d.confirmed and d.party != decision.party for d in earlier.values()):
        yield f'line {line}: "{decision.mention}" is confirmed as two parties; keep one row'
