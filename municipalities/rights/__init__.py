"""Who may do what: the table (``table``), the function that applies it (``applying``), roles that end (``ending``)."""
