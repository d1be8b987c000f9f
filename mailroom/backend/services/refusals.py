"""Every way the backend says no: a number, a short word and a sentence."""

from enum import Enum

from mailroom.domain.errors import MailroomError


class Why(Enum):
    """The number's first three digits are the HTTP status; numbers and words never change."""

    VALIDATION = (40000, "validation")
    SCOPE = (40003, "scope")
    MALFORMED = (40008, "malformed_json")
    COMPANY = (40018, "company")
    FILES = (40019, "files")
    NO_RECEIVER = (40024, "no_receiver")
    UNSUPPORTED_TYPE = (40028, "unsupported_type")
    QUERY = (40033, "query")
    PDF = (40047, "pdf")
    NOT_SIGNED_IN = (40100, "not_signed_in")
    SIGN_IN_REFUSED = (40103, "sign_in_refused")
    FORBIDDEN = (40300, "forbidden")
    FORM_EXPIRED = (40301, "form_expired")
    SUPERVISOR_ONLY = (40302, "supervisor_only")
    SECOND_PERSON = (40303, "second_person")
    NOT_FOUND = (40400, "not_found")
    METHOD = (40500, "method")
    OTHER_CONTENT = (40900, "other_content")
    NUMBER_NOT_SERVED = (40901, "number_not_served")
    AGREEMENT_NOT_IN_FORCE = (40902, "agreement_not_in_force")
    NAME_DISAGREES = (40903, "name_disagrees")
    UNSUPPORTED_BY_EVIDENCE = (40904, "unsupported_by_evidence")
    FOREIGN_NUMBER = (40905, "foreign_number")
    DOCUMENT = (40906, "document")
    PAGES = (40907, "pages")
    REGISTER_UNKNOWN = (40908, "register_unknown")
    BLOB_MISSING = (40909, "blob_missing")
    RECIPIENT = (40910, "recipient")
    ROUTE = (40911, "route")
    DECIDER_UNKNOWN = (40912, "decider_unknown")
    ARRIVAL = (40913, "arrival")
    REASON = (40914, "reason")
    AGREEMENT_IN_FORCE = (40915, "agreement_in_force")
    STATE = (40930, "state")
    WEIGHT = (40931, "weight")
    ADDRESS = (40932, "address")
    LABEL = (40933, "label")
    WRONG_BOX = (40934, "wrong_box")
    LEGAL_HOLD = (40935, "legal_hold")
    NOT_ARCHIVED = (40936, "not_archived")
    PAYMENT_OPTION = (40937, "payment_option")
    LEGAL_FORM = (40938, "legal_form")
    CHECKLIST = (40939, "checklist")
    TERMS = (40940, "terms")
    EMAIL = (40941, "email")
    NO_PRICE = (40942, "no_price")
    PAYMENT_FILE = (40943, "payment_file")
    AMOUNT = (40944, "amount")
    DATE = (40945, "date")
    OTHER_REQUEST = (40946, "other_request")
    COURIER = (40947, "courier")
    REVIEW_TAKEN = (40950, "review_taken")
    REVIEW_OVER = (40951, "review_over")
    POLICY = (40960, "policy")
    POLICY_WAITS = (40961, "policy_waits")
    MAILBOX_STATE = (40962, "mailbox_state")
    INVOICE_RULES = (40963, "invoice_rules")
    REGISTER_GONE = (41000, "register_gone")
    TOO_LARGE = (41300, "too_large")
    WRONG_HASH = (42200, "wrong_hash")
    TOO_MANY = (42900, "too_many")
    INTERNAL = (50000, "internal")
    UNAVAILABLE = (50300, "unavailable")
    PAGE_NOT_DRAWN = (50301, "page_not_drawn")
    COPY_WAITS = (50302, "copy_waits")

    def __init__(self, number: int, word: str) -> None:
        self.number = number
        self.word = word

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.number // 100


class Refused(MailroomError):
    """`sentence` says what is wrong and never repeats what came in."""

    code = "refused"

    def __init__(self, why: Why, sentence: str) -> None:
        super().__init__(f"{why.number} {why.word}")
        self.why = why
        self.sentence = sentence
