"""The site on a search server, with a worker and a clock that tests let run when they want it."""

import time
from collections.abc import Callable

from scripts.search_servers import Server
from search.engines import server_engine
from search.engines.remote import RemoteEngine
from search.models import WaitingRow
from search.results import Results
from search.sending import ask_for_leftovers, look_after_server
from tests.search.attachments.files import work
from tests.search.rows import ask

SOON = 60
FALLBACK = "De uitgebreide zoekmachine antwoordt nu niet."


class Site:
    def __init__(self, server: Server) -> None:
        self.server = server

    @property
    def engine(self) -> RemoteEngine:
        engine = server_engine()
        assert engine is not None
        return engine

    def tick(self) -> None:
        """What the clock and the worker do now and then."""
        look_after_server()
        ask_for_leftovers()
        assert work() == []

    def search(self, words: str, **state: object) -> Results:
        """As a visitor does who comes when nobody has found a failure lately."""
        self.engine._rests_until = 0.0
        return ask(words, **state)

    def is_complete(self, pages: int) -> bool:
        """Whether the server has so many pages, as they are now."""
        self.tick()
        if WaitingRow.objects.exists():
            return False
        return self.engine.server.extent(self.engine.index_in_use())[0] == pages

    def must_be_complete_soon(self, pages: int) -> None:
        wait_for(lambda: self.is_complete(pages))


def wait_for(happened: Callable[[], bool], seconds: float = SOON) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, f"not within {seconds} seconds"
        time.sleep(0.5)


def fell_back(results: Results) -> bool:
    return any(FALLBACK in notice for notice in results.notices)
