"""What partners do together."""
