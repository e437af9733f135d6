"""`python -m cli.serving FD MODULE:FACTORY`: serve an app on a socket that is given.

The supervisor keeps the listening socket: nobody takes the port while the app
starts again, and who connects meanwhile waits instead of being refused.
"""

from __future__ import annotations

import socket
import sys

import uvicorn

_SECONDS_TO_FINISH = 5  # for requests that are under way at the end


def main(descriptor: str, target: str) -> None:
    """Serve until the process is told to end."""
    config = uvicorn.Config(
        target,
        factory=True,
        access_log=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(descriptor))])


if __name__ == "__main__":
    main(*sys.argv[1:])
