"""Read-ahead policy: whether reading a large file, or processing its cards, is the bottleneck."""


class ReadAheadPolicy:
    """Measures both per chunk, and decides whether this process should read ahead."""

    def __init__(self) -> None:
        self._read_times = _Mean()
        self._use_times = _Mean()

    def add_read_time(self, seconds: float) -> None:
        """The time that the worker took to read a chunk."""
        self._read_times.add(seconds)

    def add_use_time(self, seconds: float) -> None:
        """The time that the caller took to process the cards of a chunk."""
        self._use_times.add(seconds)

    def should_read_ahead(self, unread: float, unused: float) -> bool:
        """Whether the worker, reading the unread chunks alone, would finish after the caller has processed the unused ones.

        True as long as nothing was measured.
        """
        if not self._read_times.count or not self._use_times.count:
            return True
        return unread * self._read_times.mean > unused * self._use_times.mean


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
