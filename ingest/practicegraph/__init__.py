"""Privacy policies as a knowledge graph of data practices, each statement with its quote."""

from importlib.metadata import version

__version__ = version("practicegraph")
