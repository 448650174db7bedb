"""Everything the journal can name. "metadata" is an article's and stands under its uid."""

from __future__ import annotations

from workbench.postgres.arrivals import ARRIVAL
from workbench.postgres.assignments import ASSIGNMENT
from workbench.postgres.claims import ASSESSMENT, CLAIM, LINK
from workbench.postgres.codebook import FLAG, GUIDELINE
from workbench.postgres.counterparts import UNRELATED
from workbench.postgres.decisions import DECISION
from workbench.postgres.entity import Entity
from workbench.postgres.families import BELONGING
from workbench.postgres.kept_open import HEARD, KEPT_OPEN
from workbench.postgres.members import INSPECTION, MEMBER
from workbench.postgres.metadata import METADATA, STATE
from workbench.postgres.notes import NOTE
from workbench.postgres.nothings import NOTHING
from workbench.postgres.relays import CARRIED, HABIT, RELAY
from workbench.postgres.rulings import DISPUTE, RULING
from workbench.postgres.selections import SELECTION
from workbench.postgres.sources import RATING, SOURCE, UNALIKE
from workbench.postgres.subscriptions import SUBSCRIPTION
from workbench.postgres.tags import TAG
from workbench.postgres.topics import TOPIC
from workbench.postgres.tracing import PAST
from workbench.postgres.wanted import WANTED

ENTITIES: dict[str, Entity] = {
    "source": SOURCE,
    "rating": RATING,
    "belonging": BELONGING,
    "unalike": UNALIKE,
    "metadata": METADATA,
    "state": STATE,
    "decision": DECISION,
    "relay": RELAY,
    "habit": HABIT,
    "carried": CARRIED,
    "claim": CLAIM,
    "assessment": ASSESSMENT,
    "link": LINK,
    "unrelated": UNRELATED,
    "kept_open": KEPT_OPEN,
    "heard": HEARD,
    "note": NOTE,
    "nothing": NOTHING,
    "tag": TAG,
    "topic": TOPIC,
    "selection": SELECTION,
    "wanted": WANTED,
    "subscription": SUBSCRIPTION,
    "past": PAST,
    "arrival": ARRIVAL,
    "member": MEMBER,
    "inspection": INSPECTION,
    "assignment": ASSIGNMENT,
    "guideline": GUIDELINE,
    "flag": FLAG,
    "ruling": RULING,
    "dispute": DISPUTE,
}
