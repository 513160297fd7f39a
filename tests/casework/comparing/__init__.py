"""Names that CARE compares."""
