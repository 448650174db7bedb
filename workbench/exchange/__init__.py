"""Annotation formats: what leaves the workbench for other tools, and what comes back.

Pure over domain values: a caller (a service) gathers a `Bundle` and gives an open binary stream or
an empty folder; replacing a file at once and recording an import are the caller's work. Nothing
here knows a store, a clock or a screen.

Public: `formats`, `find_format`, `writer`, `reader`, `write`, `read` (below), the values they move
(`workbench.exchange.bundle`), the JSON shapes of the command line (`workbench.exchange.records`),
the published JSON Schemas (`workbench.exchange.schema`) and brat's own lines
(`workbench.exchange.brat.standoff`). A format's module is loaded when it is first used, so that
listing the formats costs next to nothing.
"""

from __future__ import annotations

from workbench.exchange.formats import (
    Format,
    Option,
    find_format,
    formats,
    read,
    reader,
    write,
    writer,
)

__all__ = ["Format", "Option", "find_format", "formats", "read", "reader", "write", "writer"]
