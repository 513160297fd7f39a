"""What is counted: keys, the way of a fact, and what entries count as."""
