"""How long it takes from the command until a window takes keys: `python -m ui.opening`."""

import os
import sys
import time

import psutil
from PySide6.QtWidgets import QApplication

from ui.app import application, open_console
from ui.rehearsal.scenes import REGISTER, room
from ui.rehearsal.station import ScriptedStation
from ui.texts.phrase import Language


def main() -> int:
    """Print the seconds since this process began, imports and fonts included."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application(["mailroom-console"])
    station = ScriptedStation(REGISTER)
    console = open_console(station, language=Language.SV)
    console.window.resize(1920, 1080)
    console.window.show()
    station.announce(*room())
    while not console.window.desk.hasFocus() and not console.window.desk.isVisible():
        QApplication.processEvents()
    console.window.grab()
    sys.stdout.write(f"{time.time() - psutil.Process().create_time():.3f}\n")
    console.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
