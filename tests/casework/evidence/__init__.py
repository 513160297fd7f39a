"""Tests of what files are, and of the copies that are made of them."""
