"""How a case ends, in tests."""
