"""The one way in which a command ends early: a sentence for the person at the keyboard."""


class Stop(Exception):
    """Carries one sentence that says what is wrong and what to do."""
