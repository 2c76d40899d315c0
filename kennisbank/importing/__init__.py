"""From a file somebody has to a draft page: read, recognise, lay under sections, account for every word."""
