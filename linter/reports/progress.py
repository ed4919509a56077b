"""Progress on a terminal, only for a run that is long enough to wonder about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

_CLEAR = "\r\x1b[K"


class Progress:
    """Counts what is done, and says what to write to the terminal now: mostly nothing. It prints nothing itself.

    `clock` gives seconds, as `time.monotonic` does. `shown` is whether standard error is a terminal.
    Nothing is shown before `delay` seconds have passed, nor more often than every `interval` seconds.
    """

    def __init__(
        self,
        total: int,
        clock: Callable[[], float],
        *,
        shown: bool,
        label: str = "Checking",
        delay: float = 1.0,
        interval: float = 0.1,
    ) -> None:
        self.total = total
        self.done = 0
        self._clock = clock
        self._shown = shown
        self._label = label
        self._interval = interval
        self._next = clock() + delay
        self._on_screen = False

    def advance(self, number: int = 1) -> str:
        """Count `number` more as done; the text to write, empty when the screen may stay as it is."""
        self.done += number
        if not self._shown or (now := self._clock()) < self._next:
            return ""
        self._next = now + self._interval
        self._on_screen = True
        share = f" ({100 * min(self.done, self.total) // self.total}%)" if self.total > 0 else ""
        of_total = f" of {self.total}" if self.total > 0 else ""
        return f"{_CLEAR}{self._label} {self.done}{of_total}{share}"

    def finish(self) -> str:
        """The text that clears the line, empty when nothing was shown."""
        if not self._on_screen:
            return ""
        self._on_screen = False
        return _CLEAR


@contextmanager
def on_terminal(
    stream: TextIO, clock: Callable[[], float] = monotonic
) -> Iterator[Callable[[int, int], None]]:
    """A callback `(done, total)` that keeps progress on a stream while the block runs, and clears it after.

    It stays silent when the stream is not a terminal.
    """
    progress = Progress(0, clock, shown=stream.isatty())

    def write(text: str) -> None:
        if text:
            stream.write(text)
            stream.flush()

    def advance(done: int, total: int) -> None:
        progress.total = total
        write(progress.advance(done - progress.done))

    try:
        yield advance
    finally:
        write(progress.finish())
