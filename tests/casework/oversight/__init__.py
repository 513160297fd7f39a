"""What a supervisor sees of committees, and what she writes to them."""
