"""Who belongs to a case beside her, and whether those who deal with it are close to them."""
