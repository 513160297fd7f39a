"""What the tests of this folder share."""

from tests.casework.protection.protecting import case

__all__ = ["case"]
