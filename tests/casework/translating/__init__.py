"""Catalogues of languages: found in the source, kept, spoken, reviewed."""
