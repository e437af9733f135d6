"""`python -m flows`: serve all flows of this installation."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from flows.serve import serve

if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(serve())
