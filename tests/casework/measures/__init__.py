"""What is published of facts, and an attacker who reads all of it."""
