"""What a union follows of the cases that were opened to it: outcomes, never what was told."""
