"""The pages of ``/mijn/`` and of an invitation."""
