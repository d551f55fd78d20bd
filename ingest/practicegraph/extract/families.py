"""The families of rules that read a sentence, each a function from a reading to drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.access import access
from practicegraph.extract.assurances import assurances
from practicegraph.extract.consented import consented
from practicegraph.extract.engagement import engagement
from practicegraph.extract.flows import flows
from practicegraph.extract.grounded import grounded
from practicegraph.extract.inclusion import inclusion
from practicegraph.extract.tracking import tracking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practicegraph.extract.draft import Context, Draft
    from practicegraph.extract.reading import Reading

FAMILIES: Final[tuple[Callable[[Reading, Context], Iterator[Draft]], ...]] = (
    flows,
    tracking,
    engagement,
    access,
    inclusion,
    grounded,
    consented,
    assurances,
)
