"""Several widgets in one place, as large as the one in front needs and no larger."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Front(QWidget):
    """Qt's own stack asks for the room of its largest page, whichever is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add_page(self, page: QWidget) -> None:
        """The first one is in front until another is chosen."""
        self._column.addWidget(page)
        page.setVisible(not self._pages)
        self._pages.append(page)

    def bring_forward(self, front: QWidget) -> None:
        for page in self._pages:
            if page is not front:
                page.hide()
        front.show()
