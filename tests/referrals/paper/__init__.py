"""The directory on paper."""
