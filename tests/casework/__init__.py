"""Tests of the casework package."""
