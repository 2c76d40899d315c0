"""Settings: ``production`` is the default, ``dev`` and ``test`` name each loosening with its reason."""
