"""The analysis as one HTML file that needs nothing else: no network, no script, no other file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from practicegraph.analyse.report.figures import draw_heatmap, draw_network
from practicegraph.analyse.report.page import page_of

if TYPE_CHECKING:
    from jinja2 import Template

    from practicegraph.analyse.third_parties import ThirdParties
    from practicegraph.concepts import Concepts


def to_html(found: ThirdParties, concepts: Concepts) -> str:
    """The report; the same analysis gives the same text."""
    page = page_of(found, concepts)
    return _template().render(page=page, heatmap=draw_heatmap(found), network=draw_network(found))


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("practicegraph.analyse.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")
