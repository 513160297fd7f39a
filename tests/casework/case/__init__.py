"""Tests of casework.case."""
