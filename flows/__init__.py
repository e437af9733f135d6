"""Prefect flows: in what order, and when."""
