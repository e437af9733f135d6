"""Prefect tasks: how to try."""
