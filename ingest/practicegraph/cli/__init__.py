"""The command line: one module for each group of commands.

A command imports what it needs when it runs, so that `--help` answers at once.
"""

from practicegraph.cli.app import COMMANDS, group, main

__all__ = ["COMMANDS", "group", "main"]
