"""What the facts of a programme say together, after suppression only."""
