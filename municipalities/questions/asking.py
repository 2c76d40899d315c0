"""Taking a question: how many somebody may ask, counted without remembering who."""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from municipalities.models import ParticipantPage, Question

DAY = timedelta(days=1)
OF_AN_ADDRESS = 5
OF_A_NETWORK = 20  # Everybody at one town hall may come from the same address.
TO_A_PARTICIPANT = 30


class TooManyQuestions(Exception):
    """The sentence for the visitor is its text."""


def take_question(participant: ParticipantPage, text: str, name: str, address: str, visitor: str) -> Question:
    """Store a question that is to be sent at once, from ``visitor`` (an IP address).

    Raises ``TooManyQuestions``. Stored first and counted then: so two at the same moment see each other.
    """
    now = timezone.now()
    question = Question.objects.create(
        participant=participant,
        asked_at=now,
        taken_at=now,
        text=text,
        name=name,
        address=address,
        address_hash=_hash(address.lower()),
        network_hash=_hash(_network(visitor)),
    )
    if problem := _problem_of(question):
        question.delete()
        raise TooManyQuestions(problem)
    return question


def _problem_of(question: Question) -> str:
    limits: list[tuple[dict[str, Any], int, str]] = [
        ({"address_hash": question.address_hash}, OF_AN_ADDRESS, "U stelde vandaag al {} vragen."),
        (
            {"network_hash": question.network_hash},
            OF_A_NETWORK,
            "Vanaf uw netwerk kwamen vandaag al {} vragen.",
        ),
        ({"participant": question.participant}, TO_A_PARTICIPANT, "Hier kwamen vandaag al {} vragen binnen."),
    ]
    until_now = Question.objects.filter(Q(pk__lte=question.pk), asked_at__gt=question.asked_at - DAY)
    for shared, limit, sentence in limits:
        if until_now.filter(**shared).count() > limit:
            return f"{sentence.format(limit)} Wacht een dag en verstuur uw vraag dan opnieuw."
    return ""


def _network(visitor: str) -> str:
    """The address of a visitor; of IPv6 the part that one connection has for itself."""
    address = ip_address(visitor)
    return str(ip_network(f"{address}/64", strict=False) if address.version == 6 else address)


def _hash(value: str) -> str:
    return salted_hmac("municipalities.questions", value, algorithm="sha256").hexdigest()
