"""Where one text of a policy both affirms and denies a practice, with nothing that tells the two apart."""

from practicegraph.analyse.contradictions.find import Contradiction, find_contradictions

__all__ = ["Contradiction", "find_contradictions"]
