"""The service directory, without pages."""
