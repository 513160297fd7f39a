"""Tests: mirrors of the packages, journeys, and the house rules."""
