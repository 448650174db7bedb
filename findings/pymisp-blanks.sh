#!/usr/bin/env bash
# pymisp takes the blanks off every text as it is written, unless it is written for a feed.
#
# Surprising: a report's content in memory is the article, as it was handed over. to_json and
# to_dict, and so each request to a server, write it without the blanks and line ends around it, and
# every note, author, comment and value likewise. to_feed, of the same event, writes report, comment
# and value as they are. In memory nothing shows it, before or after.
# One would have expected: texts go out as they are, or are trimmed when they are set, so that one
# sees it; in any case the same text goes out on both ways.
# Versions: pymisp 2.5.34.4. Seen on 29 November 2026.
# Matters: offsets into a report whose text begins with a blank line are all too far right once it
# was sent, a hash of the text is no longer its own, and who takes the feed has another text than
# who asks the server. Count offsets in what to_dict gives, or let no text begin or end with white
# space.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with pymisp==2.5.34.4

"$python" - <<'PY'
import json

from pymisp import MISPEvent
from telling import tell

TEXT = "\n  Rina tidak hadir.\n"
UUID = "5f0c7a4e-0001-4111-8111-111111111111"
event = MISPEvent()
event.from_dict(
    info="Rapat",
    date="2026-11-01",
    uuid=UUID,
    analysis=0,
    distribution=3,
    threat_level_id=1,
    published=True,
    timestamp=1793527200,
    publish_timestamp=1793527200,
    Orgc={"name": "Redaksi", "uuid": UUID},
)
event.add_event_report("Berita", TEXT, distribution=3, timestamp=1793527200)
event.add_attribute("text", " tidak hadir", comment=" dari berita ", distribution=3)
event.add_note("  dua kata\n", language="id", authors=" Budi ")
written, feed = json.loads(event.to_json()), event.to_feed()["Event"]


def texts(event):
    [report], [attribute] = event["EventReport"], event["Attribute"]
    return report["content"], attribute["value"], attribute["comment"]


tell(
    {
        "in memory": texts(event),
        "to_json": texts(written),
        "to_feed": texts(feed),
        "note, to_json": (written["Note"][0]["note"], written["Note"][0]["authors"]),
    },
    {
        "in memory": (TEXT, " tidak hadir", " dari berita "),
        "to_json": ("Rina tidak hadir.", "tidak hadir", "dari berita"),
        "to_feed": (TEXT, " tidak hadir", " dari berita "),
        "note, to_json": ("dua kata", "Budi"),
    },
)
PY
