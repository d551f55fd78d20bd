"""What a row says is collected, used, shared, sold and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import unique_parties
from practicegraph.extract.draft import Draft
from practicegraph.extract.making import ANY_THIRD_PARTY
from practicegraph.extract.phrases import phrases
from practicegraph.extract.purposes import narrow
from practicegraph.extract.tables.cells import conditions_in, parties_in_cell, purposes_in, time_in
from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.tables.columns import Column
    from practicegraph.extract.tables.lines import Filled, Line
    from practicegraph.statement import Modality

#: How much of a cell tells what a vendor does, in characters.
_SERVICE: Final = 120
_FLOWS: Final = ("Sharing", "Sale")


def row_drafts(line: Line) -> tuple[Draft, ...]:
    """The statements of a row, in the order of what is done with data."""
    found = (*_collected(line), *_used(line), *_shared(line), *_answered(line), *_sold(line), *_kept(line))
    return found or tuple(_led(line))


def _practices(column: Column) -> tuple[str, ...]:
    """What a column's title says is done: a sale beside a sharing where it says both."""
    told = (("Sale", "sold"), ("Sharing", "shared"), ("Collection", "collected"))
    found = tuple(practice for practice, word in told if column.tells(word))
    return tuple(p for p in found if p != "Collection") or found


def _modality(*columns: Column) -> Modality:
    return "may" if any(c.tells("perhaps") for c in columns) else "does"


def _answers(line: Line, practice: str) -> tuple[Filled, ...]:
    return tuple(f for f in line.under("answers") if practice in _practices(f.column))


def _purpose_of(line: Line, column: Column) -> str:
    """The practice whose purposes a column tells."""
    if line.is_of_vendors:
        return "Sharing"
    if column.tells("used"):
        return "Use"
    if column.tells("collected"):
        return "Collection"
    if column.tells("shared") or column.tells("sold"):
        return "Sharing"
    return "Collection" if line.leads_to == "Collection" else "Use"


def _purposes(line: Line, practice: str) -> tuple[Filled, ...]:
    return tuple(f for f in line.under("purposes") if _purpose_of(line, f.column) == practice)


def _said(cells: tuple[Filled, ...]) -> tuple[str, ...]:
    return narrow(p for f in cells for p in purposes_in(f.cell))


def _collected(line: Line) -> Iterator[Draft]:
    data = line.data()
    if not data or line.is_of_vendors or _answers(line, "Collection"):
        return
    sources = tuple(f for f in line.under("sources") if f.cell.answer() not in ("silent", "no"))
    purposes = _purposes(line, "Collection")
    told = tuple(f for f in line.under("data", "examples") if f.column.tells("collected"))
    if not (sources or told or purposes or line.leads_to == "Collection"):
        return
    telling = (*told, *sources, *purposes)
    led = line.lead if line.leads_to == "Collection" else None
    yield Draft(
        practice="Collection",
        rule="table.collected",
        spans=line.spans(*telling),
        polarity=led.polarity if led else "affirmed",
        modality=led.modality if led and not told else _modality(*(f.column for f in telling)),
        data=data,
        parties=unique_parties(tuple(p for f in sources for p in parties_in_cell(f.cell, named=False))),
        purposes=_said(purposes),
    )


def _used(line: Line) -> Iterator[Draft]:
    cells = tuple(f for f in _purposes(line, "Use") if f.cell.answer() != "silent")
    data = line.data()
    purposes = _said(cells)
    if not cells or not (purposes or data):
        return
    yield Draft(
        practice="Use",
        rule="table.used",
        spans=line.spans(*cells),
        modality=_modality(*(f.column for f in cells)),
        data=data or ((UNSPECIFIED,) if line.under("data") else (PERSONAL,)),
        purposes=purposes,
    )


def _shared(line: Line) -> Iterator[Draft]:
    for filled in line.under("recipients"):
        column, cell = filled
        for practice in tuple(p for p in _practices(column) if p in _FLOWS) or ("Sharing",):
            if _answers(line, practice) and (cell.names_nobody() or _is_refused(line, practice)):
                continue
            draft = Draft(
                practice=practice,
                rule="table.shared",
                spans=line.spans(filled, *_purposes(line, "Sharing")),
                modality=_modality(column),
                data=line.data() or (UNSPECIFIED,),
                purposes=_said(_purposes(line, "Sharing")),
            )
            yield from _with_recipients(line, filled, draft)


def _is_refused(line: Line, practice: str) -> bool:
    """Whether a column says that it is not done; where one asks for sales too, it means another kind of sharing."""
    return any(
        f.cell.answer() == "no"
        for f in _answers(line, practice)
        if practice == "Sale" or not f.column.tells("sold")
    )


def _with_recipients(line: Line, filled: Filled, draft: Draft) -> Iterator[Draft]:
    column, cell = filled
    if cell.answer() == "silent":
        return
    if cell.names_nobody():
        if not line.is_of_vendors:
            yield draft.but(polarity="denied", parties=(ANY_THIRD_PARTY,), purposes=())
        return
    parties = parties_in_cell(cell, named=line.is_of_vendors or column.tells("named"))
    if line.is_of_vendors:
        if not _is_recipient(line, column) or _is_told_beside(line, parties):
            return
        parties = tuple(by_service(line, p) if p.name or len(parties) == 1 else p for p in parties)
    if parties:
        # A condition in a list of several stands with one of them, and nothing says with which.
        conditions = conditions_in(cell) if len(parties) == 1 else ()
        yield draft.but(parties=parties, conditions=conditions)


def _is_recipient(line: Line, column: Column) -> bool:
    """Whether being listed means getting data: for a service, with data, or as a recipient or processor."""
    return bool(
        line.under("data", "purposes", "examples")
        or line.leads_to in (*_FLOWS, "ThirdPartyCollection")
        or _practices(column)
        or "process" in column.title.text.lower()
        or "recipient" in column.title.text.lower()
    )


def _is_told_beside(line: Line, parties: tuple[Party, ...]) -> bool:
    """Whether the row's other cells hold sentences alone, which say of unnamed recipients what there is to say."""
    beside = line.under("purposes", "examples")
    unnamed = not any(p.name for p in parties)
    return unnamed and bool(beside) and not line.data() and all(f.cell.listed is None for f in beside)


def by_service(line: Line, party: Party) -> Party:
    """A party whose role nothing else tells is what its row says that it does."""
    if party.role not in ("ThirdParty", None):
        return party
    services = " ".join(f.cell.text[:_SERVICE] for f in line.under("purposes", "examples"))
    roles = (role for role, words in phrases("vendors").items() if words.search(services))
    return Party(party.name, next(roles, "ServiceProvider" if services else "ThirdParty"))


def _answered(line: Line) -> Iterator[Draft]:
    for filled in line.under("answers"):
        data, answer = line.data(), _answer(filled)
        for practice in _practices(filled.column) if data else ():
            draft = Draft(
                practice=practice,
                rule="table.answered",
                spans=line.spans(filled),
                modality=_modality(filled.column) if answer == "yes" else "does",
                data=data,
            )
            if answer == "no" and not _is_disclosed_besides(line, filled, practice):
                others = (ANY_THIRD_PARTY,) if practice in _FLOWS else ()
                yield draft.but(polarity="denied", parties=_of_title(filled.column) or others)
            elif answer == "yes":
                yield from _affirmed(line, filled, draft)
        if data and not _practices(filled.column):
            yield from _of_matrix(line, filled, answer)


def _is_disclosed_besides(line: Line, filled: Filled, practice: str) -> bool:
    """Whether a "no" below "sold or shared" stands beside those who do get the data."""
    if practice != "Sharing" or not filled.column.tells("sold"):
        return False
    return any(
        parties_in_cell(f.cell, named=False) for f in line.under("recipients") if not f.cell.names_nobody()
    )


def _answer(filled: Filled) -> str | None:
    answer = filled.cell.answer()
    crossed = filled.column.crossed and filled.cell.text.strip(" *_").lower() == "x"
    return "no" if crossed else answer


def _of_title(column: Column) -> tuple[Party, ...]:
    return parties_in_cell(column.title, named=False)


def _affirmed(line: Line, filled: Filled, draft: Draft) -> Iterator[Draft]:
    """What a "yes" says; where another column names the recipients, that one says it."""
    if draft.practice == "Collection":
        sources = tuple(f for f in line.under("sources") if f.cell.answer() != "silent")
        purposes = _purposes(line, "Collection")
        yield draft.but(
            spans=line.spans(filled, *sources, *purposes),
            parties=unique_parties(tuple(p for f in sources for p in parties_in_cell(f.cell, named=False))),
            purposes=_said(purposes),
        )
        return
    said = parties_in_cell(filled.cell, named=False) or _of_title(filled.column)
    elsewhere = any(
        draft.practice in (_practices(f.column) or ("Sharing",)) and parties_in_cell(f.cell, named=False)
        for f in line.under("recipients")
    )
    if not elsewhere:
        parties = said or ((ANY_THIRD_PARTY,) if draft.practice == "Sharing" else ())
        yield draft.but(parties=parties, purposes=_said(_purposes(line, "Sharing")))


def _of_matrix(line: Line, filled: Filled, answer: str | None) -> Iterator[Draft]:
    """An answer below the name of a recipient or of a purpose."""
    parties, purposes = _of_title(filled.column), purposes_in(filled.column.title)
    if answer not in ("yes", "no") or not (parties or purposes):
        return
    yield Draft(
        practice="Sharing" if parties else "Use",
        rule="table.answered",
        spans=line.spans(filled),
        polarity="affirmed" if answer == "yes" else "denied",
        data=line.data(),
        parties=parties,
        purposes=() if parties else purposes,
    )


def _sold(line: Line) -> Iterator[Draft]:
    """The data in a column for what is sold, or sold and shared."""
    for filled in line.under("data"):
        none = filled.cell.names_nobody()
        data = line.data(sold=not none)
        practices = tuple(p for p in _practices(filled.column) if p in _FLOWS)
        if data and "Sale" in practices:
            for practice in practices:
                yield Draft(
                    polarity="denied" if none else "affirmed",
                    parties=(ANY_THIRD_PARTY,) if none else (),
                    practice=practice,
                    rule="table.shared",
                    spans=line.spans(filled),
                    data=data,
                )


def _kept(line: Line) -> Iterator[Draft]:
    for filled in line.under("retention"):
        answer, time = filled.cell.answer(), time_in(filled.cell)
        draft = Draft(
            practice="Storage",
            rule="table.kept",
            spans=line.spans(filled),
            data=line.data() or (UNSPECIFIED,),
        )
        if answer == "no":
            yield draft.but(polarity="denied")
        elif time and answer is None:
            yield draft.but(duration=time.words, duration_iso=time.iso)


def _led(line: Line) -> Iterator[Draft]:
    """A row of data alone, under what says the practice."""
    data = line.data()
    if line.lead and data and line.leads_to != "Use" and not line.under("purposes", "recipients"):
        yield line.lead.but(data=data, spans=line.spans(), rule=f"table.{line.lead.rule}")
