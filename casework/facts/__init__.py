"""What is counted of a case and points at nobody: coarse facts, sealed to a programme's key."""
