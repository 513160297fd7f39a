"""What goes to a provider and what comes back: sealed to people, under a link, and in answers."""
