"""The geometry of the report's figures, in the units of their view boxes; the template draws them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from practicegraph.analyse.network import incidence, projected_graph, projection
from practicegraph.analyse.report.names import anchor, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from practicegraph.analyse.network import Standing
    from practicegraph.analyse.third_parties import ThirdParties

    #: Left, top, right and bottom.
    _Box = tuple[float, float, float, float]

#: How many rows and columns the heat map has at most, and the size of a cell.
ROWS: Final = 40
COLUMNS: Final = 20
SIDE: Final = 32
LEFT: Final = 170
TOP: Final = 130
#: Room to the right for the last slanted label.
SLANT: Final = 90
#: How many recipients the network shows, and how many it names.
NODES: Final = 60
NAMED: Final = 18
WIDTH: Final = 900
HEIGHT: Final = 560
MARGIN: Final = 50
#: Communities beyond so many share the last colour.
COLOURS: Final = 7
_SHADES: Final = (1, 2, 4, 7)
_LETTER: Final = 6.6
_SEED: Final = 7
#: How wide the small components' side is, and how many of them stand in one column.
_SIDE_COLUMN: Final = 230
_FEW: Final = 4
#: A recipient that so many companies name has its name shown even over the dots of others.
_IMPORTANT: Final = 5


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the heat map; `shade` runs from 1 to 4."""

    x: int
    y: int
    shade: int
    number: int
    link: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a figure, and where they begin or end."""

    x: float
    y: float
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Companies against recipients; `left_out` says what it has no room for."""

    width: int
    height: int
    left: int
    right: int
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    squares: tuple[Square, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Node:
    """A recipient; `colour` is its community's, from 1."""

    x: float
    y: float
    radius: float
    colour: int
    link: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """Two recipients that companies name together."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The network of recipients."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    left_out: int


def draw_heatmap(found: ThirdParties) -> Heatmap:
    """The companies that name most against the recipients named most; the number is the kinds of data."""
    columns = found.recipients[:COLUMNS]
    shown = {ranked.id: i for i, ranked in enumerate(columns)}
    counts = Counter(cell.company for cell in found.matrix if cell.recipient in shown)
    companies = sorted(counts, key=lambda company: (-counts[company], company))
    rows = {company: i for i, company in enumerate(companies[:ROWS])}
    names = found.disclosures.companies
    labels = {ranked.id: ranked.label for ranked in columns}
    squares = (
        Square(
            x=LEFT + shown[cell.recipient] * SIDE,
            y=TOP + rows[cell.company] * SIDE,
            shade=sum(len(cell.data) >= step for step in _SHADES),
            number=len(cell.data),
            link=anchor("cell", cell.company, cell.recipient),
            title=f"{names[cell.company]} lets {labels[cell.recipient]} have {', '.join(cell.data)}",
        )
        for cell in found.matrix
        if cell.recipient in shown and cell.company in rows
    )
    return Heatmap(
        width=LEFT + len(columns) * SIDE + SLANT,
        height=TOP + len(rows) * SIDE + 8,
        left=LEFT,
        right=LEFT + len(columns) * SIDE,
        rows=tuple(_row_label(names[company], company, i) for company, i in rows.items()),
        columns=tuple(_column_label(r.label, r.id, i) for i, r in enumerate(columns)),
        squares=tuple(squares),
        left_out=_left_out(len(companies) - len(rows), len(found.recipients) - len(columns)),
    )


def _left_out(companies: int, recipients: int) -> str:
    left = (counted(companies, "company", "companies"), counted(recipients, "recipient"))
    return " and ".join(text for text in left if not text.startswith("0 "))


def _row_label(text: str, company: str, i: int) -> Label:
    return Label(LEFT - 8, TOP + i * SIDE + SIDE / 2, _short(text, 24), anchor("company", company))


def _column_label(text: str, recipient: str, i: int) -> Label:
    return Label(LEFT + i * SIDE + SIDE / 2, TOP - 8, _short(text, 22), anchor("recipient", recipient))


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def draw_network(found: ThirdParties) -> Drawing:
    """The recipients of highest rank, those that companies name together drawn near each other."""
    standings = found.network.standings[:NODES]
    shown = {standing.recipient for standing in standings}
    pairs = ((cell.company, cell.recipient) for cell in found.matrix if cell.recipient in shown)
    incident = incidence(pairs)
    graph = projected_graph(incident, projection(incident))
    places = _places(graph)
    labels = {ranked.id: ranked.label for ranked in found.recipients}
    nodes = tuple(_node(standing, places, labels) for standing in standings)
    lines = (
        Line(*places[one], *places[other], width=round(min(0.6 + weight * 0.7, 6), 1))
        for one, other, weight in _weighted(graph)
    )
    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        nodes=nodes,
        lines=tuple(lines),
        labels=_labels(standings, nodes, labels),
        left_out=len(found.network.standings) - len(standings),
    )


def _weighted(graph: nx.Graph[str]) -> list[tuple[str, str, int]]:
    return sorted(graph.edges(data="weight"))


def _places(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """A place for each node: the largest component to the left, the others in a grid to its right."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    boxes = _boxes(len(parts))
    placed: dict[str, tuple[float, float]] = {}
    for part, box in zip(parts, boxes, strict=True):
        placed.update(_within(graph.subgraph(sorted(part)), box))
    return placed


def _boxes(parts: int) -> list[_Box]:
    left, top, right, bottom = float(MARGIN), float(MARGIN), float(WIDTH - MARGIN), float(HEIGHT - MARGIN)
    if parts <= 1:
        return [(left, top, right, bottom)][:parts]
    columns = 1 if parts <= _FEW else 2
    wide, high = _SIDE_COLUMN / columns, (bottom - top) / -(-(parts - 1) // columns)
    start = right - _SIDE_COLUMN
    grid = (divmod(i, columns) for i in range(parts - 1))
    cells = ((start + column * wide, top + row * high) for row, column in grid)
    room = min(high, wide) * 0.55
    return [
        (left, top, start - MARGIN, bottom),
        *((x + wide - room, y, x + wide, y + room) for x, y in cells),
    ]


def _within(part: nx.Graph[str], box: _Box) -> dict[str, tuple[float, float]]:
    left, top, right, bottom = box
    if len(part) == 1:
        return dict.fromkeys(part, (round((left + right) / 2, 1), round((top + bottom) / 2, 1)))
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(part))
    ordered.add_weighted_edges_from(_weighted(part))
    where = nx.spring_layout(ordered, k=2.2 / len(part) ** 0.5, iterations=300, weight="weight", seed=_SEED)
    across = _spread([point[0] for point in where.values()], left, right)
    down = _spread([point[1] for point in where.values()], top, bottom)
    return dict(zip(where, zip(across, down, strict=True), strict=True))


def _spread(values: Sequence[float], low: float, high: float) -> list[float]:
    """Values moved onto a range, by their order as much as by their distance, so that none is crowded."""
    ranks = {value: i / max(len(values) - 1, 1) for i, value in enumerate(sorted(values))}
    first, extent = min(values), (max(values) - min(values)) or 1
    return [round(low + (high - low) * (ranks[v] + (v - first) / extent) / 2, 1) for v in values]


def _node(standing: Standing, places: Mapping[str, tuple[float, float]], labels: Mapping[str, str]) -> Node:
    x, y = places[standing.recipient]
    return Node(
        x=x,
        y=y,
        radius=round(4 + 3 * standing.companies**0.5, 1),
        colour=min(standing.community, COLOURS),
        link=anchor("recipient", standing.recipient),
        title=f"{labels[standing.recipient]}: {standing.companies}",
    )


def _labels(
    standings: Sequence[Standing], nodes: Sequence[Node], names: Mapping[str, str]
) -> tuple[Label, ...]:
    """Names for the recipients that most companies name, where there is room for them."""
    dots = [(n.x - n.radius, n.y - n.radius, n.x + n.radius, n.y + n.radius) for n in nodes]
    labels: dict[_Box, Label] = {}
    by_companies = sorted(zip(standings, nodes, strict=True), key=lambda pair: -pair[0].companies)
    for standing, node in by_companies[:NAMED]:
        text = _short(names[standing.recipient], 24)
        places = [(_box(x, y, text), Label(x, y, text, node.link)) for x, y in _around(node, text)]
        free = [place for place in places if not any(map(_overlaps(place[0]), labels))]
        roomy = [place for place in free if not any(map(_overlaps(place[0]), dots))]
        labels.update(roomy[:1] or (free[:1] if standing.companies >= _IMPORTANT else []))
    return tuple(labels.values())


def _around(node: Node, text: str) -> tuple[tuple[float, float], ...]:
    """Where the middle of a node's name may stand: above, below, to the right, to the left."""
    aside = node.radius + 5 + len(text) * _LETTER / 2
    places = (
        (node.x, node.y - node.radius - 5),
        (node.x, node.y + node.radius + 13),
        (node.x + aside, node.y + 4),
        (node.x - aside, node.y + 4),
    )
    return tuple((round(x, 1), round(y, 1)) for x, y in places)


def _box(x: float, y: float, text: str) -> _Box:
    half = len(text) * _LETTER / 2
    return x - half, y - 10, x + half, y + 3


def _overlaps(box: _Box) -> Callable[[_Box], bool]:
    left, top, right, bottom = box
    return lambda other: not (other[2] < left or right < other[0] or other[3] < top or bottom < other[1])
