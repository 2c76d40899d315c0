"""Asks an address as one person, and says which secret words come back that this person may not know."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote

from django.db import transaction
from django.test import Client

from tests.project.leaks.people import Person
from tests.project.leaks.secret_words import Secret, SecretWords


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: str


@dataclass
class Asker:
    """One person with a browser. Whatever a request changes is undone after it."""

    person: Person
    words: SecretWords
    leaked: dict[str, set[Secret]] = field(default_factory=dict)
    crashed: list[str] = field(default_factory=list)
    seen: set[Secret] = field(default_factory=set)
    statuses: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._client = Client(raise_request_exception=False)
        if self.person.user:
            self._client.force_login(self.person.user)
        self._cookies = self._client.cookies.output(header="", sep=";")

    @property
    def leaks(self) -> list[str]:
        """One line for each address that told something."""
        return [
            f"{self.person.name}: {asked} gives {min(one.where for one in told)} ({len(told)} words)"
            for asked, told in self.leaked.items()
        ]

    def get(self, address: str) -> Answer:
        return self._ask("get", address)

    def post(self, address: str) -> Answer:
        return self._ask("post", address)

    def _ask(self, method: str, address: str) -> Answer:
        self._client.cookies = SimpleCookie(self._cookies)
        with transaction.atomic(), _quiet():
            answer = _read(getattr(self._client, method)(address))
            transaction.set_rollback(True)
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        # What somebody asks for he knows already.
        found = self.words.within(answer.text + answer.headers) - self.words.within(unquote(address))
        self.seen |= found
        asked = f"{method.upper()} {address}"
        if told := {secret for secret in found if not self.person.may_know(secret)}:
            self.leaked[asked] = told
        if answer.status >= 500:
            self.crashed.append(asked)
        return answer


def _read(response: Any) -> Answer:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = [f"{name}: {value}" for name, value in response.headers.items()]
    # What would be told at the next page.
    waiting = getattr(getattr(response, "wsgi_request", None), "_messages", None)
    told = [str(message) for message in getattr(waiting, "_queued_messages", [])]
    text = content.decode("utf-8", "replace") + "\n".join(told)
    return Answer(response.status_code, text, "\n".join([*headers, response.cookies.output()]))


@contextmanager
def _quiet() -> Iterator[None]:
    """A thousand refusals in the log say nothing here."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
