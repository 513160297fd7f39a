"""The directory as HSDS: what leaves, what is asked, what comes back."""
