"""``make benchmark``: what a request costs. Never a test, because time differs per machine."""
