"""Taking a complaint down for somebody else: logging, letters, concerns."""
