"""The addresses of asking a participant something."""

from django.urls import path

from municipalities.questions.views import ask_question, question_asked

urlpatterns = [
    path("vraag/<slug:key>/", ask_question, name="ask_question"),
    path("vraag/<slug:key>/verstuurd/", question_asked, {"sent": True}, name="question_sent"),
    path("vraag/<slug:key>/bewaard/", question_asked, {"sent": False}, name="question_kept"),
]
