"""The whole way: from files to a store, one document a task, in workers that may fail."""

from practicegraph.build.configuration import configuration_digest
from practicegraph.build.pool import Limits, carry_out, in_order
from practicegraph.build.report import Report, print_report
from practicegraph.build.run import BuildOptions, build
from practicegraph.build.sources import Sources, find_sources, with_statements
from practicegraph.build.task import Built, Outcome, Parties, Refused, Task, Why

__all__ = [
    "BuildOptions",
    "Built",
    "Limits",
    "Outcome",
    "Parties",
    "Refused",
    "Report",
    "Sources",
    "Task",
    "Why",
    "build",
    "carry_out",
    "configuration_digest",
    "find_sources",
    "in_order",
    "print_report",
    "with_statements",
]
