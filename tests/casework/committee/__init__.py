"""Tests of casework.committee."""
