"""Label Studio: a folder with its labelling configuration and the tasks as JSON.

labels.xml is for the project's settings, tasks.json for its import. A claim's marks are regions,
its fields answers for each region, the chain relations; each analyst's claims are an annotation.
Offsets are UTF-16 units, as in its browser. Reading takes such a folder, or the JSON that anybody's
project was exported to (not JSON_MIN or CSV, which lose the relations).
"""

from __future__ import annotations

from workbench.exchange.label_studio.reading import read
from workbench.exchange.label_studio.writing import write

__all__ = ["read", "write"]
