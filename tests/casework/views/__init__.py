"""Tests of casework.views."""
