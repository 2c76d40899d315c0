"""Elasticsearch and OpenSearch behind one small interface: the little that we ask of them is the same for both.

Each goes through its maker's client, which knows of dead nodes, credentials and TLS. Every failure becomes one
``ServerError``.
"""

import ssl
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, cast

from search.engines.base import EngineUnavailable

SEARCH_SECONDS = 2.0
"""A visitor does not wait longer for the remote engine; the database answers then."""
LOOK_SECONDS = 3.0
WORK_SECONDS = 20.0
_REASON = 300

Json = dict[str, Any]


class ServerError(EngineUnavailable):
    """The server did not do what was asked; ``status`` is its HTTP status, or ``None`` when it was not reached."""

    def __init__(self, status: int | None, reason: str) -> None:
        super().__init__(f"{status}: {reason}" if status else reason)
        self.status = status


class SearchServer(ABC):
    """A server or cluster by its addresses."""

    kind: str
    title: str

    def __init__(self, urls: Sequence[str]) -> None:
        self.urls = list(urls)

    @abstractmethod
    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        seconds: float = LOOK_SECONDS,
        **parameters: str,
    ) -> Json:
        """One request, again at another node when the first cannot be reached; raises ``ServerError``."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the connections."""

    def _options(self) -> dict[str, Any]:
        """What both clients are told: each node gets a try, and whom to trust is what this machine says."""
        options: dict[str, Any] = {"max_retries": len(self.urls)}
        if any(url.startswith("https:") for url in self.urls):
            options["ssl_context"] = ssl.create_default_context()
        return options

    def _not_reached(self, error: Exception, too_late: bool) -> ServerError:
        """In a sentence without the address, which may hold a password."""
        what = "antwoordt niet op tijd" if too_late else f"is niet te bereiken ({type(error).__name__})"
        return ServerError(None, f"{self.title} {what}.")

    def search(self, index: str, body: Mapping[str, Any]) -> Json:
        # All searches of a site at the same copy of the index: two copies may score a little differently.
        return self.call(
            "POST",
            f"/{index}/_search",
            body,
            seconds=SEARCH_SECONDS,
            allow_partial_search_results="false",
            preference="kennisbank",
        )

    def bulk(self, alias: str, lines: str, *, refresh: bool) -> list[Json]:
        """Do these operations on the index behind ``alias``, which is never made by this; the result of each."""
        answer = self.call(
            "POST",
            f"/{alias}/_bulk",
            lines,
            seconds=WORK_SECONDS,
            require_alias="true",
            refresh="true" if refresh else "false",
        )
        return [result for item in answer["items"] for result in item.values()]

    def create_index(self, name: str, body: Mapping[str, Any]) -> None:
        self.call("PUT", f"/{name}", body, seconds=WORK_SECONDS)

    def delete_indices(self, names: Sequence[str]) -> None:
        """Delete these indices; one that is not there is fine."""
        for name in names:
            self.call("DELETE", f"/{name}", seconds=WORK_SECONDS, ignore_unavailable="true")

    def indices(self, name: str) -> dict[str, str]:
        """The indices behind this name, alias or pattern: name to the id that no other index ever has."""
        try:
            found = self.call("GET", f"/{name}/_settings/index.uuid", flat_settings="true")
        except ServerError as error:
            if error.status == 404:
                return {}
            raise
        return {index: values["settings"]["index.uuid"] for index, values in found.items()}

    def move_alias(self, alias: str, index: str) -> None:
        """Let ``alias`` stand for ``index`` only, from one moment to the next."""
        actions: list[Json] = [{"add": {"index": index, "alias": alias}}]
        actions += [
            {"remove": {"index": other, "alias": alias}} for other in self.indices(alias) if other != index
        ]
        self.call("POST", "/_aliases", {"actions": actions}, seconds=WORK_SECONDS)

    def change_settings(self, index: str, settings: Mapping[str, Any]) -> None:
        self.call("PUT", f"/{index}/_settings", settings, seconds=WORK_SECONDS)

    def refresh(self, index: str) -> None:
        """Make everything that was sent findable."""
        self.call("POST", f"/{index}/_refresh", seconds=WORK_SECONDS)

    def extent(self, index: str) -> tuple[int, int]:
        """How many rows can be found, and the highest of their numbers."""
        body = {"size": 0, "track_total_hits": True, "aggs": {"highest": {"max": {"field": "number"}}}}
        found = self.call("POST", f"/{index}/_search", body, allow_partial_search_results="false")
        return found["hits"]["total"]["value"], int(found["aggregations"]["highest"]["value"] or 0)

    def version(self) -> str:
        """The version of the servers; several where they differ."""
        found = self.call("GET", "/_nodes/_all", filter_path="nodes.*.version")
        return ", ".join(sorted({node["version"] for node in found["nodes"].values()}))


class ElasticsearchServer(SearchServer):
    kind = "elasticsearch"
    title = "Elasticsearch"

    def __init__(self, urls: Sequence[str]) -> None:
        super().__init__(urls)
        from elasticsearch import Elasticsearch

        self._client = Elasticsearch(self.urls, retry_on_status=(), **self._options())

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        seconds: float = LOOK_SECONDS,
        **parameters: str,
    ) -> Json:
        from elasticsearch import ApiError, ConnectionTimeout, TransportError, UnsupportedProductError

        kind = "application/x-ndjson" if isinstance(body, str) else "application/json"
        headers = {"accept": "application/json"} | ({"content-type": kind} if body is not None else {})
        try:
            answer = self._client.options(request_timeout=seconds).perform_request(
                method, path, params=parameters, headers=headers, body=body
            )
        except (ApiError, UnsupportedProductError) as error:
            raise ServerError(error.meta.status, reason_of(error.body) or str(error)) from error
        except TransportError as error:
            raise self._not_reached(error, isinstance(error, ConnectionTimeout)) from error
        return cast(Json, answer.body)

    def close(self) -> None:
        self._client.close()


class OpenSearchServer(SearchServer):
    kind = "opensearch"
    title = "OpenSearch"

    def __init__(self, urls: Sequence[str]) -> None:
        super().__init__(urls)
        from opensearchpy import OpenSearch

        self._client = OpenSearch(self.urls, retry_on_status=(), **self._options())

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        seconds: float = LOOK_SECONDS,
        **parameters: str,
    ) -> Json:
        from opensearchpy.exceptions import ConnectionTimeout, OpenSearchException, TransportError

        kind = "application/x-ndjson" if isinstance(body, str) else "application/json"
        try:
            return self._client.transport.perform_request(
                method, path, params=parameters, body=body, timeout=seconds, headers={"content-type": kind}
            )
        except TransportError as error:
            if not isinstance(error.status_code, int):
                raise self._not_reached(error, isinstance(error, ConnectionTimeout)) from error
            raise ServerError(error.status_code, reason_of(error.info) or str(error)[:_REASON]) from error
        except OpenSearchException as error:
            raise self._not_reached(error, False) from error

    def close(self) -> None:
        self._client.close()


SERVERS: dict[str, type[SearchServer]] = {
    server.kind: server for server in (ElasticsearchServer, OpenSearchServer)
}


def reason_of(body: object) -> str:
    """The sentence in an error body of either server, without what a page says; empty when there is none."""
    error = body.get("error") if isinstance(body, Mapping) else None
    if isinstance(error, Mapping):
        error = f"{error.get('type', '')}: {error.get('reason', '')}".partition(" Preview of field's value")[
            0
        ]
    return str(error)[:_REASON] if error else ""
