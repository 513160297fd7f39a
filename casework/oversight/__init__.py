"""What whoever supports committees sees of them across factories, and what she writes to them."""
