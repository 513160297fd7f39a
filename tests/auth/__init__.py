"""Tests of sign-in, policy, the trail and what a ring remembers."""
