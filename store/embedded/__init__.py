"""PostgreSQL run by namro itself, from the binaries of a wheel."""

from __future__ import annotations

from store.embedded.cluster import Cluster, Role

__all__ = ["Cluster", "Role"]
