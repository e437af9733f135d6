"""Data that ships with the program: agencies, working days, policies."""
