"""Clocks: days off, due days, stages."""
