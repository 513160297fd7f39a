"""Telling what happened: the way through `/w`, and what becomes a case."""
