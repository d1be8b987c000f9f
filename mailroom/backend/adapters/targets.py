"""How a target outside the house fails: for good, or for now."""

from mailroom.domain.errors import MailroomError, Remedy


class TargetRefuses(MailroomError):
    """It will never take it. `answer` is a code, never the other side's words."""

    code = "target_refuses"
    remedy = Remedy.HOLD

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class TargetUnreachable(MailroomError):
    """Not now; later perhaps."""

    code = "target_unreachable"
    remedy = Remedy.RETRY

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer
