"""Which is the slower: reading a large file, or what is done with its cards."""


class Pace:
    """Measured stretch by stretch; `is_reading_behind` looks ahead."""

    def __init__(self) -> None:
        self._read = _Mean()
        self._used = _Mean()

    def read(self, seconds: float) -> None:
        """A stretch took the second process so long."""
        self._read.add(seconds)

    def used(self, seconds: float) -> None:
        """Whoever takes the cards was busy so long with those of a stretch."""
        self._used.add(seconds)

    def is_reading_behind(self, unread: float, unused: float) -> bool:
        """Whether the second process, reading so many stretches alone, would end after us, who have so many to go through.

        As long as nothing was measured: yes.
        """
        if not self._read.count or not self._used.count:
            return True
        return unread * self._read.mean > unused * self._used.mean


class _Mean:
    def __init__(self) -> None:
        self.count = 0
        self._sum = 0.0

    def add(self, value: float) -> None:
        self.count += 1
        self._sum += value

    @property
    def mean(self) -> float:
        return self._sum / self.count
