"""The audit log: who did what to which page, role or file. Wagtail's log entries are the source."""
