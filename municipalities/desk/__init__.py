"""The home of the admin: what waits for whom, what comes back, what is to be looked after and what still lacks."""
