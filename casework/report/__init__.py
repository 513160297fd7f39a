"""A whole case for somebody outside it: what is left out, and who is not named."""
