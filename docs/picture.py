"""The README's picture of the desk, made from the running program.

    python docs/picture.py > docs/desk.svg

Imports the sample set into a private database, answers a few questions through the keys and prints
what the screen shows. Needs nothing but the package.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

KEYS = (":", *"filter text:Marhalia lang:id", "enter", "G", "enter", "a", "a", "a", "]", "u")
SIZE = (116, 34)


async def picture(folder: Path) -> str:
    """The screen as SVG after the keys."""
    from workbench.paths import sample_data
    from workbench.services.importing import import_documents, read
    from workbench.services.workbench import Workbench
    from workbench.settings import Settings
    from workbench.store import open_store
    from workbench.tui.app import DeskApp

    with open_store(folder / "picture.db") as store:
        bench = Workbench(store, "ana")
        for _ in import_documents(bench, read([sample_data() / "articles"])):
            pass
        app = DeskApp(bench, Settings(theme="ink"))
        async with app.run_test(size=SIZE) as pilot:
            for key in KEYS:
                await app.desk.screen.keys.idle.wait()
                await pilot.press({" ": "space", ":": "colon"}.get(key, key))
            await app.desk.screen.keys.idle.wait()
            await pilot.pause(0.3)
            return without_fonts(app.export_screenshot(title="workbench"))


def without_fonts(svg: str) -> str:
    """The picture without the fonts that it would fetch from elsewhere."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    for name in ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(asyncio.run(picture(Path(place))))
