"""What a load balancer and a container hear when they ask how the site is."""

import pytest
from django.db import DatabaseError, connection
from django.test import RequestFactory

from kennisbank.health import health


@pytest.mark.django_db
def test_a_site_whose_database_answers_is_well():
    response = health(RequestFactory().get("/health"))
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_site_whose_database_is_away_says_so_and_no_more(monkeypatch):
    def refuse():
        raise DatabaseError("connection to 10.0.0.5 refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = health(RequestFactory().get("/health"))
    assert response.status_code == 503
    assert b"10.0.0.5" not in response.content


def test_nobody_posts_to_it():
    assert health(RequestFactory().post("/health")).status_code == 405
