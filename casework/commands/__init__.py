"""What an operator types: `casework init`, `casework certify` and their like."""
