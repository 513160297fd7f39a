"""What she is asked, and what she answers: hers to change until somebody acts on it."""
