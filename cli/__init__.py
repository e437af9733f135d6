"""The command line, and the supervisor of `namro up`."""
