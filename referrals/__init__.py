"""The service directory, consent, matching, and what leaves to whom."""
