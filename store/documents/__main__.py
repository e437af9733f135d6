"""The process that reads one file: `python -m store.documents KIND`, for `apart`."""

from __future__ import annotations

import logging
import resource
import sys

from store.documents.apart import MEMORY, SECONDS, dumped, refusal
from store.documents.model import DocumentError
from store.documents.parsing import parse


def main(kind: str) -> None:
    """Read the file on standard input; answer on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.disable()  # the parsers' warnings help nobody
    try:
        answer = dumped(parse(kind, sys.stdin.buffer.read()))
    except DocumentError as fault:
        answer = refusal(fault)
    sys.stdout.buffer.write(answer)


main(sys.argv[1])
