"""What people read of places that help."""
