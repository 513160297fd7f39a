"""Help from outside: what is asked of a place, how it answers, and what she sees of it."""
