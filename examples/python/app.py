"""What the handler does with an event that says {"hourglass": ACTION}; any other event comes back."""

import os
import signal
import time

if os.environ.get("EXAMPLE_INIT_ERROR"):
    raise RuntimeError("the module fails while it loads")


class Refused(Exception):
    """The handler's own way to say no."""


class NoError(BaseException):
    """What `except Exception` does not see."""


def fail(_):
    raise Refused("the handler says no")


def throw(_):
    return {}["missing"]


def panic(_):
    raise NoError("this is no error")


ACTIONS = {
    "greet": lambda _: "hello hourglass",
    "fail": fail,
    "throw": throw,
    "panic": panic,
    "remaining": lambda context: context.get_remaining_time_in_millis(),
    # More than the platform takes.
    "flood": lambda _: "x" * 7_000_000,
    "sleep": lambda _: time.sleep(60),
    "exit": lambda _: os._exit(3),
    "crash": lambda _: os.kill(os.getpid(), signal.SIGSEGV),
}


def handler(event, context):
    action = ACTIONS.get(event.get("hourglass")) if isinstance(event, dict) else None
    return action(context) if action else event
