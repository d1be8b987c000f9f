"""What ends a batch from inside the child: a situation and what the expert should know of it."""

from scanners.api import Situation


class BatchFailure(Exception):
    """Ends a batch with a situation; the message is its detail."""

    def __init__(self, situation: Situation, detail: str) -> None:
        super().__init__(detail)
        self.situation = situation
        self.detail = detail
