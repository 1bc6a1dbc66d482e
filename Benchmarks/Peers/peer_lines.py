"""What the Python peers of the benchmarks share: timing, and answers by JSON lines.

A Swift program starts a peer as a child, one thread in every library: one command a line on standard
input, one answer a line on standard output; whatever libraries print goes to standard error. The
peer ends with its input. Times are of `time.perf_counter_ns`, each of one repetition, with the
garbage collector off as in `timeit`.
"""

import gc
import json
import os
import sys
import time


def timed(action, count):
    """Nanoseconds of each of `count` runs of `action`."""
    gc.collect()
    gc.disable()
    try:
        times = []
        for _ in range(count):
            start = time.perf_counter_ns()
            action()
            times.append(time.perf_counter_ns() - start)
        return times
    finally:
        gc.enable()


def describe(error):
    return f"{type(error).__name__}: {error}".splitlines()[0]


def serve(peer, commands):
    """Answers each command, a method of `peer`, until the input ends."""
    # Standard output is for answers alone; whatever else is printed goes to standard error.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(answer):
        print(json.dumps(answer, allow_nan=False), file=answers, flush=True)

    for line in sys.stdin:
        try:
            arguments = json.loads(line)
            command = arguments.pop("command")
            if command not in commands:
                raise ValueError(f"no command '{command}'")
            say(getattr(peer, command)(**arguments))
        except Exception as error:
            say({"error": describe(error)})
