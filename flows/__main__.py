"""`python -m flows`: serve all flows of this installation."""

from __future__ import annotations

import asyncio

from flows.serve import serve

if __name__ == "__main__":
    asyncio.run(serve())
