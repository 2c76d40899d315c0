"""Visiting a page as somebody who is not logged in."""

import pytest
from django.test import Client

from kennisbank.read_model.tasks import fill_changed

# It also looks for similar pages, and within the transaction of a test search keeps nothing.
MOST_OF_A_FIRST_VISIT = 30


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def read(visitor, django_assert_max_num_queries):
    """A function that opens an address as an anonymous visitor and gives the text of the page."""

    def open_page(address: str) -> str:
        fill_changed()
        with django_assert_max_num_queries(MOST_OF_A_FIRST_VISIT):
            response = visitor.get(address)
        assert response.status_code == 200
        assert not response.cookies
        return response.content.decode()

    return open_page
