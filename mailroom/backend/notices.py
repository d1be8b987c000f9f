"""What our e-mails say: that there is something to read, never what or from whom."""

from mailroom.backend.adapters.mail import Written

_LETTER = ("Ett nytt brev ligger i er brevlåda.", "There is a new letter in your mailbox.")
_OTHER = ("Ett meddelande ligger i er brevlåda.", "There is a message in your mailbox.")
_SENTENCES = {
    "letter": _LETTER,
    "unread": (
        "Det finns brev i er brevlåda som ingen har läst.",
        "There are letters in your mailbox that nobody has read.",
    ),
    "unpaid": (
        "En faktura i er brevlåda ska snart betalas.",
        "An invoice in your mailbox is soon due.",
    ),
    "overdue": (
        "En faktura i er brevlåda har förfallit och är inte markerad som hanterad.",
        "An invoice in your mailbox is past its due date and not marked as handled.",
    ),
}
_TEXT = """{swedish}

Logga in för att läsa: {address}

Vi skriver aldrig vad breven handlar om, och vi ber aldrig om lösenord.

--

{english}

Sign in to read: {address}

We never write what letters are about, and we never ask for passwords.

{support}
"""


def words(kind: str, *, address: str, support: str) -> Written:
    """Swedish and English in one: who reads it is not known."""
    swedish, english = _SENTENCES.get(kind, _OTHER)
    text = _TEXT.format(swedish=swedish, english=english, address=address, support=support)
    return Written(subject=swedish.rstrip("."), text=text)
