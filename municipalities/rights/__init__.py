"""From the table of ``municipalities.roles`` to rights: the function that applies it (``applying``), roles that end."""
