"""What she agreed to, with whom and until when, and what may leave because of it."""
