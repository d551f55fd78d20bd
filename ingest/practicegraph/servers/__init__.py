"""SPARQL servers of any make, over HTTP: graphs are sent to them, and questions asked of them.

`connect` takes an address, `ask` asks a query there, `mirror` brings its graphs up to those of a store.
"""

from practicegraph.servers.ask import ask
from practicegraph.servers.http import Answer, Server, connect
from practicegraph.servers.mirror import Mirrored, mirror

__all__ = ["Answer", "Mirrored", "Server", "ask", "connect", "mirror"]
