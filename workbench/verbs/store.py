"""The store as one object: its parts, each a set of verbs that any kind of store has. And the place
where one stands: what is asked of it before it is open, and where it cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Protocol

    from workbench.errors import DataError, LostError
    from workbench.verbs import Access
    from workbench.verbs.arrivals import Arrivals
    from workbench.verbs.articles import Articles
    from workbench.verbs.assignments import Assignments
    from workbench.verbs.citations import Citations
    from workbench.verbs.claim_search import ClaimSearch
    from workbench.verbs.claims import Claims
    from workbench.verbs.codebook import Codebook
    from workbench.verbs.counterparts import Counterparts
    from workbench.verbs.decisions import Decisions
    from workbench.verbs.facts import Facts
    from workbench.verbs.families import Belongings
    from workbench.verbs.gists import Gists
    from workbench.verbs.journal import Journal
    from workbench.verbs.judged import Judged
    from workbench.verbs.kept_open import KeptOpens
    from workbench.verbs.layers import Layers
    from workbench.verbs.like_search import LikeSearch
    from workbench.verbs.measuring import Measuring
    from workbench.verbs.members import Members
    from workbench.verbs.moving import Moving
    from workbench.verbs.notes import Notes
    from workbench.verbs.nothings import Nothings
    from workbench.verbs.offered import Offered
    from workbench.verbs.passed import Passed
    from workbench.verbs.pasts import Pasts
    from workbench.verbs.proof import Proof
    from workbench.verbs.pseudonyms import Pseudonyms
    from workbench.verbs.raw import Raws
    from workbench.verbs.relays import Relays
    from workbench.verbs.rulings import Rulings
    from workbench.verbs.search import Search
    from workbench.verbs.selections import Selections
    from workbench.verbs.sessions import Sessions
    from workbench.verbs.sharing import Sharing
    from workbench.verbs.signatures import Signatures
    from workbench.verbs.sources import Sources
    from workbench.verbs.subscriptions import Subscriptions
    from workbench.verbs.tags import Tags
    from workbench.verbs.topics import Topics
    from workbench.verbs.units import Units
    from workbench.verbs.wanted import WantedAddresses
    from workbench.verbs.worked import Worked

    class Place(Protocol):
        """The place of one database, whether one is there or not. Two that are equal are one."""

        def __str__(self) -> str:
            """Its name for people; no secret stands in it."""

        @property
        def file(self) -> Path:
            """The file that it is, for what is about files alone."""

        @property
        def cure(self) -> str:
            """What helps where what is there is damaged, in words."""

        @property
        def is_there(self) -> bool:
            """Whether something is there, sound or not."""

        @property
        def is_shared(self) -> bool:
            """Whether several accounts may work there; of a database that is not made yet, whether
            they will. At hand: it is asked with each act, and on the event loop."""

        @property
        def sharing(self) -> Sharing:
            """Who may work there, and who does."""

        def require(self) -> None:
            """Refuse a place where nothing is to be read: what only reads never makes a database.
            Raises NotFoundError where none is there, DataError where there is nothing in it; what
            else is wrong is told to whoever opens it."""

        def open(self, access: Access = ...) -> Store:
            """The store there, made and brought up to date when needed. Raises DataError or
            BusyError."""

        def open_to_prove(self) -> AbstractContextManager[Store]:
            """The store there, for reading, as this version of the program has it: where it is
            older, a copy that was brought up to date. Raises as `open` does."""

        def head(self) -> tuple[int, str]:
            """Number and hash of the journal's last entry as it is there, in whatever version."""

    class Store(Protocol):
        """One database. Every method of its parts may be called from any thread."""

        @property
        def place(self) -> Place:
            """Where the database stands."""

        @property
        def sharing(self) -> Sharing:
            """Who may work on it, and who does."""

        @property
        def is_read_only(self) -> bool:
            """Whether changes are refused: by choice, or because the file takes no writes."""

        @property
        def why_read_only(self) -> str:
            """Why changes are refused, for whoever opened it for changes."""

        def refuse_changes(self, why: str) -> None:
            """Take no changes from now on, as a database that may only be read."""

        @property
        def news(self) -> tuple[str, ...]:
            """What was done to the file as it was opened, in words for whoever opened it."""

        def tell_damage(self, words: str) -> None:
            """Remember for whoever is at work that something was found damaged, and what came of
            it."""

        def leave_out(self, what: str) -> None:
            """Remember for whoever is at work that something cannot be read, and is left out."""

        def take_damage(self) -> list[str]:
            """What was found damaged since this was last asked for, in words."""

        @property
        def is_read_in_part(self) -> DataError | None:
            """That something could not be read, for whoever takes what was read for all there
            is."""

        def snapshot(self) -> AbstractContextManager[None]:
            """Let all that this thread reads inside be of one moment, and begun once: for what has
            to fit together, and for many small reads. One inside another is a part of it. What is
            written meanwhile is not seen inside; where something is damaged, the moment is that at
            which something else was found to be read in its place."""

        def ahead(self, *questions: Callable[[], object]) -> None:
            """Inside a snapshot: these verbs are about to be called in it. A store that is far asks
            at once what they ask first, so that their questions go there and back in one way; each
            gives what it would have given. Nothing comes of naming one too many or too few, but
            its way."""

        @property
        def acts(self) -> tuple[int, int]:
            """How many acts of people were handed in since it was opened, and how many of them are
            recorded."""

        @property
        def lost(self) -> LostError | None:
            """Why nothing goes into the file any more; None as long as it does."""

        def look(self) -> None:
            """Raises LostError when what was written is not in the file at the path."""

        @property
        def seconds_waited(self) -> float:
            """How long an act has waited for another program's lock; 0 when none waits."""

        def holder(self) -> str:
            """Who keeps others from writing right now, in words."""

        def interrupt(self) -> None:
            """End the queries that are being read right now, and do without the act that waits for
            another program's lock. What has begun to be written is written."""

        def close(self) -> None:
            """Finish the queued writes and close every connection."""

        def __enter__(self) -> Store:
            """Itself."""

        def __exit__(self, kind: object, *exception: object) -> None:
            """Close it. Raises LostError where what was written is not in the file any more."""

        @property
        def articles(self) -> Articles:
            """Stored texts and their metadata."""

        @property
        def facts(self) -> Facts:
            """What the machine found."""

        @property
        def gists(self) -> Gists:
            """Which articles share telling words."""

        @property
        def signatures(self) -> Signatures:
            """The signatures of statements, of the articles that were signed last."""

        @property
        def counterparts(self) -> Counterparts:
            """Which statements of different articles may say the same."""

        @property
        def kept_open(self) -> KeptOpens:
            """What analysts keep open, and what is said to it."""

        @property
        def decisions(self) -> Decisions:
            """What analysts did with facts."""

        @property
        def claims(self) -> Claims:
            """What analysts record."""

        @property
        def judged(self) -> Judged:
            """Which articles an analyst has judged."""

        @property
        def sources(self) -> Sources:
            """Who can say something, and how reliable they are."""

        @property
        def belongings(self) -> Belongings:
            """What sources belong to."""

        @property
        def relays(self) -> Relays:
            """What articles derive from."""

        @property
        def passed(self) -> Passed:
            """What relays put into the chains of claims."""

        @property
        def citations(self) -> Citations:
            """Who cites whom in the chains of claims."""

        @property
        def moving(self) -> Moving:
            """Everything that it holds, for another one."""

        @property
        def notes(self) -> Notes:
            """Words on things."""

        @property
        def nothings(self) -> Nothings:
            """Sentences that were marked as having nothing to record."""

        @property
        def raws(self) -> Raws:
            """The bytes that articles came as."""

        @property
        def wanted(self) -> WantedAddresses:
            """Addresses whose articles are wanted."""

        @property
        def tags(self) -> Tags:
            """Free words on articles and claims."""

        @property
        def offered(self) -> Offered:
            """What fields of filters may be."""

        @property
        def pseudonyms(self) -> Pseudonyms:
            """What analysts are called in exports that do not name them."""

        @property
        def topics(self) -> Topics:
            """The list of subjects that claims name."""

        @property
        def pasts(self) -> Pasts:
            """The states that records came from."""

        @property
        def arrivals(self) -> Arrivals:
            """What came in from elsewhere and waits for an answer."""

        @property
        def members(self) -> Members:
            """Who works on a shared store, and what each may do there."""

        @property
        def assignments(self) -> Assignments:
            """Who is to judge which article."""

        @property
        def codebook(self) -> Codebook:
            """The guidelines, and the claims that ask for better ones."""

        @property
        def rulings(self) -> Rulings:
            """What was decided where analysts differ."""

        @property
        def units(self) -> Units:
            """What analysts who judged the same articles claim there."""

        @property
        def journal(self) -> Journal:
            """The log of what people change, and the one way to change it."""

        @property
        def layers(self) -> Layers:
            """What several analysts made of the same articles."""

        @property
        def search(self) -> Search:
            """Words in all articles."""

        @property
        def claim_search(self) -> ClaimSearch:
            """Words in all claims."""

        @property
        def like_search(self) -> LikeSearch:
            """Words in all articles, exactly and nearly."""

        @property
        def selections(self) -> Selections:
            """Named choices of articles."""

        @property
        def subscriptions(self) -> Subscriptions:
            """Feeds that are asked for what is new."""

        @property
        def sessions(self) -> Sessions:
            """Sittings and reading positions."""

        @property
        def measuring(self) -> Measuring:
            """Articles with known answers, and what is made of them to measure others."""

        @property
        def worked(self) -> Worked:
            """What analysts did when."""

        @property
        def proof(self) -> Proof:
            """Whether everything still is what it must be; backups."""
