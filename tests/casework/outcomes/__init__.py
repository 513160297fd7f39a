"""What a union follows."""
