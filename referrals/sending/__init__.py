"""What leaves for a provider, how it is opened once, and what comes back."""
