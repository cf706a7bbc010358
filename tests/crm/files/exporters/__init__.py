"""What each program writes, a file a program: small cards made for it."""
