"""Tests of casework.telling."""
