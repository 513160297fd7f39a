"""Tests of casework.instance."""
