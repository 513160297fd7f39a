"""For help outside: nothing stands here yet, and its place in the order of imports is kept."""
