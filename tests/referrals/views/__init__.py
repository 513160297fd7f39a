"""The pages of the directory and of finding help."""
