"""Switching mouse reports while the desk runs: off, the terminal's own selection works again.

Textual decides once, at the start; this uses two private methods of its driver, guarded by a test
on a pseudo-terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App


def switch_mouse(app: App[None]) -> bool | None:
    """Switch the reports; whether they are on now, None where there is no terminal to ask."""
    from textual.drivers.linux_driver import LinuxDriver

    driver = app._driver
    if not isinstance(driver, LinuxDriver):
        return None
    if driver._mouse:
        driver._disable_mouse_support()
        driver._mouse = False
    else:
        driver._mouse = True
        driver._enable_mouse_support()
    driver.flush()
    return driver._mouse
