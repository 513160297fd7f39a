"""Tests of casework.readers."""
