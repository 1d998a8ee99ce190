"""The matched model in NumPy alone: one array per column, whole rules as operations on arrays."""

import time

from kernel import Society
from society import Request, report, start, timed


def main() -> None:
    """Runs what `run` asks for."""
    request = Request.of_command_line()
    begin = start(request)
    started = time.perf_counter()
    society = Society(request, begin)
    creation = time.perf_counter() - started
    rounds = timed(request, society.round)
    report(request, creation, rounds, society.ended)


if __name__ == "__main__":
    main()
