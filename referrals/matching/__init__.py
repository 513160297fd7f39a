"""Which services fit what somebody needs, in which order, and why."""
