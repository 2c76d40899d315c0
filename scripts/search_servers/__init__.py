"""Real Elasticsearch and OpenSearch servers for the tests: fetched once, thrown away after each run.

``with Server("opensearch", nodes=3) as server:`` is all that a test needs; ``server.url`` is its address.
"""

from scripts.search_servers.distribution import DISTRIBUTIONS, obtain
from scripts.search_servers.java import find_java
from scripts.search_servers.server import Server

__all__ = ["DISTRIBUTIONS", "Server", "find_java", "obtain"]
