"""Tests of casework.words."""
