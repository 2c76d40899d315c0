"""What the Makefile calls: the standard library only, because it runs before anything is installed."""
