"""An item's outside as a console shows it: the picture as captured, and how to turn it."""

import base64

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.mail import ItemRow, PageRow
from mailroom.domain.pages import PageRole
from mailroom.domain.review import Shown


def face_of(session: Session, blobs: Blobs, item: ItemRow) -> Shown | None:
    """None where no picture came with it."""
    pages = select(PageRow).where(PageRow.item == item.id, PageRow.role == PageRole.FACE)
    page = session.scalars(pages).first()
    if page is None or item.face is None:
        return None
    with blobs.open(item.face) as picture:
        jpeg = base64.b64encode(picture.read()).decode("ascii")
    return Shown(
        page=page.sha256,
        role=PageRole.FACE,
        width_px=page.width_px,
        height_px=page.height_px,
        dpi=page.dpi,
        turned_deg=page.turned_deg,
        jpeg=jpeg,
        is_upright=False,
    )
