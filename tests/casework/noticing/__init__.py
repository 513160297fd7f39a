"""Tests of casework.noticing."""
