"""The one door to the site: who reads along (``rules``), what needs no reader (``corrections``), and the ``door``."""
