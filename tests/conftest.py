"""What every test can ask for: databases, an instance, a browser."""

pytest_plugins = ["tests.databases", "tests.instances", "tests.browsers"]
