"""Statements that others made, in the forms in which they keep them: OPP-115 annotations, TILT documents."""

from practicegraph.imports.imported import Imported, checked
from practicegraph.imports.opp115 import import_opp115
from practicegraph.imports.tilt import import_tilt

__all__ = ["Imported", "checked", "import_opp115", "import_tilt"]
