"""Tests of the course of a case: beginning, choosing, moving, noting."""
