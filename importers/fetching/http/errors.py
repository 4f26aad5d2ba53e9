"""Why a request brings no answer: raised where it is seen, told as an outcome by the fetcher."""

from importers.fetching.outcomes import FailureReason, RefusalReason


class RequestRefused(Exception):  # noqa: N818  (what is refused is no error of ours)
    """An address that is not asked, or of which the answer is not taken."""

    def __init__(self, reason: RefusalReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class NoResponse(Exception):  # noqa: N818
    """A request to which no whole answer came."""

    def __init__(
        self, reason: FailureReason, detail: str, retry_after: float | None = None
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.retry_after = retry_after
        """Seconds, where the server says so."""
