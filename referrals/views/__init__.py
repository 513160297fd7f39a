"""The pages of the directory, of finding help, and of those a referral reaches."""
