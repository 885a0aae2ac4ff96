"""What the handler does with an event that says {"do": ACTION}; any other event comes back."""

import os
import signal
import time

if os.environ.get("EXAMPLE_INIT_ERROR"):
    raise RuntimeError("the module fails while it loads")


class Refused(Exception):
    """The handler's own way to say no."""


def fail():
    raise Refused("the handler says no")


def throw():
    return {}["missing"]


ACTIONS = {
    "fail": fail,
    "throw": throw,
    # More than the platform takes.
    "flood": lambda: "x" * 7_000_000,
    "sleep": lambda: time.sleep(60),
    "exit": lambda: os._exit(3),
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
}


def handler(event, context):
    action = ACTIONS.get(event.get("do")) if isinstance(event, dict) else None
    return action() if action else event
