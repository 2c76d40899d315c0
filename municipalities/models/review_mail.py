from typing import ClassVar

from django.db import models

from municipalities.models.people import User


class ReviewMail(models.Model):
    """That one person gets the mail about pages to review of one week; the process that takes it sends it.

    ``taken_at`` is written before the mail leaves, so that a crash costs a mail and never sends it twice.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    week = models.DateField("Maandag van de week")
    taken_at = models.DateTimeField("Opgepakt op", null=True)

    class Meta:
        verbose_name = "mail over na te kijken pagina's"
        verbose_name_plural = "mails over na te kijken pagina's"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "week"], name="one_review_mail_per_week")
        ]

    def __str__(self) -> str:
        return f"{self.user}, week van {self.week}"
