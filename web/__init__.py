"""The site: pages over use cases."""
