"""The tables of the service directory and of what leaves for a provider."""
