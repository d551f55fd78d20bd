"""Reading: from a file or bytes to a document with its blocks, its publisher and its date."""

from practicegraph.read.inputs import find_inputs
from practicegraph.read.readable import readable
from practicegraph.read.reader import ReadOptions, read_bytes, read_document

__all__ = ["ReadOptions", "find_inputs", "read_bytes", "read_document", "readable"]
