"""Imports PyTorch, and says in a JSON line how much memory the process then has resident.

The benchmark of networks starts it as `python peer_import.py` and sends a line, to which this is the
answer; the time from the start of the process to it is what importing takes.
"""

import json
import sys

import torch


def resident():
    """VmRSS in bytes; None where the system has no /proc."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            sizes = [line.split()[1] for line in status if line.startswith("VmRSS:")]
    except OSError:
        return None
    return int(sizes[0]) * 1024 if sizes else None


if __name__ == "__main__":
    sys.stdin.readline()
    print(json.dumps({"resident": resident(), "torch": torch.__version__}), flush=True)
