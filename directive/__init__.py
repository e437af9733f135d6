"""The domain, pure: what a directive says, and what follows from it."""
