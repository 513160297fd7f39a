"""Notices: who has something waiting is told so at fixed times, and nothing of what it is."""
