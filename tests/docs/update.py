"""Write into the pages what their commands print now, and the page of commands anew."""

from __future__ import annotations

from tests.docs.commands import PAGE, commands_page
from tests.docs.console import PAGES, run_page


def main() -> None:
    """Bring every page up to date."""
    PAGE.write_text(commands_page(), encoding="utf-8")
    for path in PAGES:
        path.write_text(run_page(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
