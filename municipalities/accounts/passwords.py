"""The rule of Django whose Dutch is missing."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """May go when Django's Dutch has "This password is too short": https://app.transifex.com/django/django/."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Neem minstens {self.min_length} tekens."
