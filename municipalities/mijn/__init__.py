"""``/mijn/``: what somebody is here, and, for who may give roles at a participant, the people there."""
