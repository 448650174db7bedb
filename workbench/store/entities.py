"""Everything the journal can name. "metadata" is an article's and stands under its uid."""

from __future__ import annotations

from workbench.store.arrivals import ARRIVAL
from workbench.store.assignments import ASSIGNMENT
from workbench.store.claims import ASSESSMENT, CLAIM, LINK
from workbench.store.codebook import FLAG, GUIDELINE
from workbench.store.counterparts import UNRELATED
from workbench.store.decisions import DECISION
from workbench.store.entity import Entity
from workbench.store.families import BELONGING
from workbench.store.kept_open import HEARD, KEPT_OPEN
from workbench.store.members import INSPECTION, MEMBER
from workbench.store.metadata import METADATA, STATE
from workbench.store.notes import NOTE
from workbench.store.nothings import NOTHING
from workbench.store.relays import CARRIED, HABIT, RELAY
from workbench.store.rulings import DISPUTE, RULING
from workbench.store.selections import SELECTION
from workbench.store.sources import RATING, SOURCE, UNALIKE
from workbench.store.subscriptions import SUBSCRIPTION
from workbench.store.tags import TAG
from workbench.store.topics import TOPIC
from workbench.store.tracing import PAST
from workbench.store.wanted import WANTED

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
