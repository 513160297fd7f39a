"""How fast it is, and how large its pages are: `make bench`. Nothing here is a test."""
