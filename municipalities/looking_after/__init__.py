"""Who looks after which page: responsible people, the weekly mail and the reports about it."""
