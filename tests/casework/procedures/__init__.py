"""Tests of casework.procedures."""
