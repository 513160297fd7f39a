"""How a case ends: withdrawn, settled, closed, opened again, kept for its time, destroyed."""
