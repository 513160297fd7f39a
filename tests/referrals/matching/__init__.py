"""Which places fit what somebody needs."""
