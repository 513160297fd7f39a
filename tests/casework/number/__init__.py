"""Tests of casework.number."""
