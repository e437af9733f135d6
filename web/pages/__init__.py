"""One module for each kind of page: read the address, ask the office, render."""
