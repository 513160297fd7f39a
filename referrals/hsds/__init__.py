"""The directory as Open Referral HSDS 3.1 writes it: as JSON, as tables, and asked over HTTP."""
