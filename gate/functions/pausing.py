"""Waiting that ends when the run is stopped."""

from threading import Event


class Stopped(Exception):
    """The run was stopped from outside."""


class Pauses:
    """Waits between two looks. Once it was stopped, every wait raises Stopped."""

    def __init__(self) -> None:
        self._stopped = Event()

    def stop(self) -> None:
        """End the wait of now and all to come; from any thread, or a signal's handler."""
        self._stopped.set()

    def pause(self, seconds: float) -> None:
        """Wait. Raises Stopped."""
        if self._stopped.wait(seconds):
            raise Stopped("the run was stopped")
