"""A demonstration: made-up people and cases, and the door they come in by."""
