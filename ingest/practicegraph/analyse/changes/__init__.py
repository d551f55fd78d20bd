"""What changed between two texts of one policy, at the level of what they state."""

from practicegraph.analyse.changes.change import Change
from practicegraph.analyse.changes.compare import Changes, compare_editions
from practicegraph.analyse.changes.edition import Edition, edition_of

__all__ = ["Change", "Changes", "Edition", "compare_editions", "edition_of"]
