"""Help from outside in a case: what she needs, what she agreed to, where she was referred."""
