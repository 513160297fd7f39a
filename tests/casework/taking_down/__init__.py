"""Tests of casework.taking_down."""
