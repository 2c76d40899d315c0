"""The addresses of ``/mijn/``, and of the link in an invitation."""

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter

from kennisbank.numbers import NUMBER
from municipalities.mijn.views import handing_over, invitations, links, overview, people


class NumberConverter(IntConverter):
    """A number that every database can look for."""

    regex = NUMBER


register_converter(NumberConverter, "number")

of_a_participant = [
    path("mensen/", people.people, name="mijn_people"),
    path("mensen/uitnodigen/", invitations.invite, name="mijn_invite"),
    path("mensen/<number:membership_id>/rol/", people.change_role, name="mijn_change_role"),
    path("mensen/<number:membership_id>/beeindigen/", people.end_role, name="mijn_end_role"),
    path("uitnodigingen/<number:invitation_id>/opnieuw/", invitations.send_again, name="mijn_send_again"),
    path("uitnodigingen/<number:invitation_id>/intrekken/", invitations.withdraw, name="mijn_withdraw"),
    path("overdragen/", handing_over.hand_over, name="mijn_hand_over"),
]

urlpatterns = [
    path("mijn/", overview.overview, name="mijn"),
    path("mijn/<number:participant_id>/", include(of_a_participant)),
    path("uitnodiging/<str:token>/", links.invitation, name="invitation"),
]
