"""Use cases: one function per act of a person or of the clock."""
