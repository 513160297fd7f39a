"""The people of a case, and whether those who deal with it are close to them."""
