"""What the database holds about people (``personal_data``), and what follows: its table, an export, forgetting."""
