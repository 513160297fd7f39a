"""Help from outside: the directory, matching, consent, and what leaves."""
