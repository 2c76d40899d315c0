"""Files: which may come in (``checking``, ``pictures``), who reads them (``rights``) and how (``sending``)."""
