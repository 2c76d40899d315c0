"""Files and pictures: which may come in (``checking``, ``pictures``), who reads them (``rights``), how (``sending``)."""
