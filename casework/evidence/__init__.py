"""What a file is by its content, and copies of files that say nothing but what they show."""
