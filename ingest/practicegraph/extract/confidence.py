"""How far a rule is to be trusted: the share of its facts that readers of the same texts found too.

`ontology/frames/confidence.toml` holds the counts, by rule; `python -m bench.calibrate` makes them anew.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.knowledge import knowledge_root

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A rule that few facts speak for is drawn towards all rules together, as if this many facts were like theirs.
_WEIGHT_OF_ALL: Final = 20


@dataclass(frozen=True, slots=True)
class Basis:
    """What a confidence rests on: of the facts that a rule stated, how many readers had too."""

    right: int
    stated: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """The basis of each rule, and of all rules together."""

    rules: Mapping[str, Basis]
    everything: Basis

    def basis_of(self, rule: str) -> Basis:
        """The basis of a rule; an empty one where the rule was never measured.

        A rule of lists that was not is judged by the rule of the sentence that introduces them.
        """
        return self.rules.get(rule) or self.rules.get(rule.removeprefix("list.")) or Basis(0, 0)

    def confidence_of(self, rule: str) -> float:
        """Between 0 and 1, to two decimals: the rule's share, drawn towards all rules' where little is known."""
        basis, prior = self.basis_of(rule), self.everything.right / self.everything.stated
        return round((basis.right + _WEIGHT_OF_ALL * prior) / (basis.stated + _WEIGHT_OF_ALL), 2)


@lru_cache(maxsize=1)
def load_calibration() -> Calibration:
    """The calibration as the knowledge folder has it."""
    table = tomllib.loads(
        knowledge_root().joinpath("ontology", "frames", "confidence.toml").read_text("utf-8")
    )
    rules = {rule: Basis(*counts) for rule, counts in table["rules"].items()}
    right, stated = (sum(getattr(b, name) for b in rules.values()) for name in ("right", "stated"))
    return Calibration(rules, Basis(right, stated))
