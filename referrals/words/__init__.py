"""The words of the directory, of matching and of consent, in the reader's language."""
