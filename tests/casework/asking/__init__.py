"""Asking her, and what she answers."""
