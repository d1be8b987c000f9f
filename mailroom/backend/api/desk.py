"""Everything that our own people's programs may call, in one list."""

from typing import Final

from mailroom.backend.api.arrivals import desk
from mailroom.backend.api.customers import office
from mailroom.backend.api.dispatch import dispatch
from mailroom.backend.api.fees import money
from mailroom.backend.api.keepingback import keeping
from mailroom.backend.api.people import staffing
from mailroom.backend.api.recalls import recalls
from mailroom.backend.api.reviews import review
from mailroom.backend.api.sorting_policy import sorting
from mailroom.backend.api.store import paper
from mailroom.backend.api.till import shift

DESK: Final = (
    desk,
    paper,
    dispatch,
    office,
    money,
    keeping,
    recalls,
    review,
    shift,
    sorting,
    staffing,
)
