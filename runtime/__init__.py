"""What surrounds the program: settings, the clock, logging."""
