"""The cheapest Argon2id there is: laws of a seal do not depend on what a guess costs."""

from crypto.passphrase import Cost

CHEAP = Cost(memory_kib=8, passes=1)
