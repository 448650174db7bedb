"""The claim page: one claim's words, fields and chain, beside the text it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.domain.claim import CREDIBILITY, Claim, Hop, HopClass, Link, LinkKind
from workbench.domain.note import NoteSubject
from workbench.domain.text import safe_line
from workbench.present.assertion import hop_words, said
from workbench.present.chain import chain_links, origin_words
from workbench.present.corroboration import link_words, origins_words
from workbench.present.glyphs import Glyphs
from workbench.present.layout import wrap
from workbench.present.runs import Run, Runs, fill_runs
from workbench.present.tags import tags_line
from workbench.services.corroboration import Corroboration, corroboration
from workbench.services.flags import Standing, standing
from workbench.services.records import ToldClaim, told_claims
from workbench.services.relays import relay_of_step
from workbench.services.seen import seen_links
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.page import Rows
from workbench.tui.pages.subject import Notable, Subject
from workbench.tui.registry import Pane
from workbench.tui.views.article import OpenArticle

if TYPE_CHECKING:
    from workbench.domain.chain import Step
    from workbench.domain.fact import Fact
    from workbench.domain.relay import Relay
    from workbench.domain.stated import ToldStatement
    from workbench.tui.pages.host import Canvas, Host, Reader

FIELDS = (
    ("restatement", "says", "claim.restate"),
    ("gloss", "gloss", "claim.gloss"),
    ("topic", "topic", "claim.set_topic"),
    ("time", "when", "claim.set_time"),
    ("place", "where", "claim.set_place"),
)
"""Field of the claim, its label, the action that edits it."""
_LABEL = 8
_MOST_LINES = 6
"""Of one value; the line below the page shows more of it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it shows, and what entering it does."""

    label: str
    words: str
    style: str = "text"
    action: str = ""
    hop: int | None = None
    """Position of the hop it shows."""
    detail: str = ""
    """What to show of it below, where the row itself may be too short."""
    relay: Relay | None = None
    """The credit that it shows, as the analyst has it."""
    link: Link | None = None
    """The link that it shows."""
    name: str = ""
    """What tells it from the page's other rows, however often the page is read anew."""

    def wrapped(self, width: int) -> list[Row]:
        """The row as several of at most `width` cells where its words do not fit into one."""
        words = safe_line(self.words)
        lines = [words[start:end].strip() for start, end in wrap(words, max(8, width - _LABEL))]
        first, *more = lines[:_MOST_LINES] or [""]
        if len(lines) > _MOST_LINES:
            more[-1] += "…"
        return [
            replace(self, words=first, detail=self.detail or self.words),
            *(replace(self, label="", words=line, detail=self.words) for line in more),
        ]

    def draw(self, width: int) -> Runs:
        """The row in exactly `width` cells."""
        label = Run(f"{self.label:<{_LABEL}}", "dim")
        return fill_runs((label, Run(safe_line(self.words), self.style)), width)


def _named(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, each with its name: its link's, else its label and which one of that label."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row.label] += 1
        name = row.link.uid if row.link else f"{row.label} {seen[row.label]}"
        yield replace(row, name=name)


def _reach(step: Step) -> str:
    return f"  ({step.reach.value})" if step.reach else ""


class ClaimPage(ArticlePage):
    """One claim. The text stays beside it; keys work on the rows."""

    rows_are = ""
    list_pane = Pane.CLAIM
    text_share = 45
    is_of_one = True

    def __init__(self, article: OpenArticle, glyphs: Glyphs, claim: str) -> None:
        super().__init__(article, glyphs)
        self.uid = claim
        self.rows: tuple[Row, ...] = ()
        self.shows_rating = False
        """Whether the origin's rating was seen since the claim was opened."""
        self.behind: Corroboration | None = None
        """The claims that stand behind it, once they are read."""
        self._links: Sequence[Link] = ()
        self._standing: Standing | None = None
        """How it stands to the codebook."""
        self.linked: dict[str, ToldClaim] = {}
        """Uid -> the claim at the other end of a link."""
        self._before = self._pointed = article.offset
        """Where the text's cursor was, and where this page put it since."""
        self._list_rows()

    def left(self) -> None:
        """The text's cursor goes back to where it was, unless the analyst moved it."""
        if self.article.offset == self._pointed:
            self.article.offset = self._before

    @property
    def claim(self) -> Claim | None:
        """The claim, unless it was taken out."""
        return self.article.view.claim(self.uid)

    @property
    def fact(self) -> Fact | None:
        """The fact that it came of."""
        claim = self.claim
        return self.article.view.fact(claim.fact) if claim and claim.fact else None

    @property
    def statement(self) -> ToldStatement | None:
        """The claim, whatever its row shows, beside what other articles say."""
        return self.article.statement_on(None, self.claim)

    @property
    def under_cursor(self) -> str:
        """The claim, whatever its row shows."""
        return self.pane.value

    @property
    def subject(self) -> Subject:
        """The claim, and the link or hop of its row under the cursor."""
        row, found = self.row, super().subject._replace(has_rating=self.shows_rating)
        if row is None or self.on_text:
            return found
        return found._replace(link=row.link, is_hop=row.hop is not None, relay=row.relay)

    def _notable(self) -> Notable:
        if self.row and self.row.hop is not None:
            return Notable(NoteSubject.HOP, f"{self.uid}/{self.row.hop}")
        return super()._notable()

    def saw_rating(self) -> None:
        """The origin's rating was shown."""
        self.shows_rating = True

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def hop(self) -> int | None:
        """Position of the hop under the cursor; the last one elsewhere; None without hops."""
        if self.row and self.row.hop is not None:
            return self.row.hop
        claim = self.claim
        return len(claim.hops) - 1 if claim and claim.hops else None

    def row_of_hop(self, hop: int) -> int | None:
        """The last row that shows a hop."""
        return next((at for at, row in reversed([*enumerate(self.rows)]) if row.hop == hop), None)

    @property
    def tally(self) -> str:
        """Whose it is and how often it was changed."""
        claim = self.claim
        return f"{safe_line(claim.analyst)} v{claim.version}" if claim else "taken out"

    @property
    def details(self) -> tuple[Runs, Runs]:
        """The chain; and the origin, or the whole words of the row under the cursor."""
        claim, row = self.claim, self.row
        if claim is None:
            return (Run(f"The claim was taken out; {self.key_of('pane.back')} leaves.", "dim"),), ()
        chain, origin = self._claim_details(claim)
        if row and row.label not in ("from", "origin") and (row.label or row.action):
            return chain, (Run(safe_line(row.detail or row.words), row.style),)
        return chain, origin

    def paint(self, canvas: Canvas) -> None:
        """Fill text and rows."""
        super().paint(canvas)
        self._list_rows()
        self.cursor = max(0, min(self.cursor, len(self.rows) - 1))
        rows = self.rows
        canvas.side.show(Rows(rows, lambda index, width: rows[index].draw(width)), self.cursor)
        self.point(canvas)

    def point(self, canvas: Canvas) -> None:
        """Show the claim's words as active."""
        claim = self.claim
        if claim is None:
            return
        span = self.article.selection()
        canvas.text.set_active((claim.span.start, claim.span.end))
        canvas.text.set_selection(span.pieces if span else ())
        canvas.text.set_cursor(self.article.offset)

    def step(self, place: int, rows: int) -> int:
        """By rows, however many lines each takes: to the first line of one."""
        starts = [
            at for at, row in enumerate(self.rows) if at == 0 or row.name != self.rows[at - 1].name
        ]
        here = max((at for at, start in enumerate(starts) if start <= place), default=0)
        return starts[max(0, min(here + rows, len(starts) - 1))] if starts else place

    def moved(self, index: int) -> None:
        """Another row; the text's cursor goes to a hop's words."""
        self.cursor = index
        claim = self.claim
        if claim and self.row and self.row.hop is not None:
            span = claim.hops[self.row.hop].span
            if span:
                self.article.offset = self._pointed = span.start

    def resized(self, canvas: Canvas) -> None:
        """Break the rows anew."""
        self.paint(canvas)

    def knows_beside(self, canvas: Canvas) -> None:
        """A row tells it."""
        self.paint(canvas)

    async def load(self, reader: Reader) -> None:
        """Read article, links and what stands behind the claim anew."""
        await super().load(reader)
        await self.read_links(reader)

    async def read_links(self, reader: Reader) -> None:
        """Read the claims that this one is linked to, and what stands behind it."""
        claim = self.claim
        if claim is None:
            return
        links = [link for link in self.article.view.links if claim.uid in (link.claim, link.other)]

        def read() -> tuple[list[Link], dict[str, ToldClaim], Corroboration, Standing]:
            seen = seen_links(reader.bench, links)
            others = {end for link in seen for end in (link.claim, link.other)} - {claim.uid}
            told = told_claims(reader.bench, reader.bench.store.claims.many(sorted(others)))
            behind = corroboration(reader.bench, claim.uid)
            by_uid = {one.claim.uid: one for one in told}
            return seen, by_uid, behind, standing(reader.bench, claim)

        self._links, self.linked, self.behind, self._standing = await reader.call(read)
        self._list_rows()

    async def open_row(self, host: Host) -> None:
        """Edit the row under the cursor, or open the claim that it links to."""
        if self.row and self.row.link and not self.on_text:
            link = self.row.link
            other = self.linked.get(link.other if link.claim == self.uid else link.claim)
            if other:
                await host.places.open_claim_of(other.claim.article, other.claim.uid)
        elif self.row and self.row.action and not self.on_text:
            await host.do(self.row.action)

    def _list_rows(self) -> None:
        claim = self.claim
        if claim is None:
            self.rows = ()
            return
        rows = [Row("words", claim.span.words, "claim", "claim.correct_bounds")]
        rows += [
            Row(label, claim.told(name) or "-", "text", action) for name, label, action in FIELDS
        ]
        if claim.verdict:
            rows.append(Row("verdict", claim.verdict, "origin", "claim.set_verdict"))
        if tags := tags_line(self.article.tags(claim.uid), self.article.view.analyst):
            rows.append(Row("tags", tags, "text", "tag.set"))
        rows.append(Row("state", claim.state.value, "text", "claim.set_state"))
        rows += self._beside_rows()
        rows += self._chain_rows(claim)
        rows += self._judgement_rows(claim)
        before, line = self.row, self._line
        self.rows = tuple(line for row in _named(rows) for line in row.wrapped(self._room))
        if before and (same := [at for at, row in enumerate(self.rows) if row.name == before.name]):
            self.cursor = same[min(line, len(same) - 1)]

    @property
    def _line(self) -> int:
        """Which line of its row the cursor is on."""
        row = self.row
        return sum(1 for one in self.rows[: self.cursor] if row and one.name == row.name)

    @property
    def _room(self) -> int:
        """Cells of a row, a little less than the pane will have."""
        return self.list_width - 3

    def _chain_rows(self, claim: Claim) -> list[Row]:
        view = self.article.view
        chain = view.chain_of(claim)
        rows: list[Row] = []
        for (step, place), link in zip(chain.placed(), chain_links(chain), strict=True):
            if place is None:
                rows.append(self._step_row(claim, step, link.words, "" if rows else "from"))
            else:
                rows.append(self._hop_row(claim.hops[place], place))
        if not claim.hops:
            nobody = self.keyed("- ({chain.add_hop} adds who says it)")
            rows.append(Row("hop", nobody, "dim", "chain.add_hop"))
        rows.append(Row("origin", origin_words(chain.origin), "origin", "origin.show"))
        if self.behind and len(self.behind.told) > 1:
            words = origins_words(self.behind.count, len(self.behind.told))
            rows.append(Row("origins", words, "origin", "origin.show"))
        return rows

    def _beside_rows(self) -> list[Row]:
        """What other articles say of it, once that is known."""
        if self.statement is None:
            return []
        from workbench.present.counterparts import beside_run  # of few claims

        words, style = beside_run(self.statement)
        return [Row("beside", words, style, "counterparts.list")]

    def _hop_row(self, hop: Hop, place: int) -> Row:
        """Somebody who says it, or has it from the next one."""
        name = self.article.view.hop_name(hop) or "?"
        cue = f" “{hop.cue}”" if hop.cue else ""
        how = f"{hop.hop_class.value}, {hop.mode.value}, {hop_words(hop)}"
        words = f"{self.glyphs.arrow} {name}{cue}  {how}"
        style = "anonymous" if hop.hop_class is HopClass.ANONYMOUS else "source"
        return Row("hop", words, style, "chain.choose_source", place, f"{how}{cue}")

    def _step_row(self, claim: Claim, step: Step, words: str, label: str) -> Row:
        """The outlet, or what passed the words on to it."""
        relay = relay_of_step(self.article.view, claim, step)
        action = "chain.choose_source" if relay else ""
        return Row(label, words + _reach(step), "chain", action, relay=relay)

    def _link_row(self, claim: Claim, link: Link) -> Row:
        """How the claim stands to another one, what that says, and whose word it is."""
        other = self.linked.get(link.other if link.claim == claim.uid else link.claim)
        what = "a claim that is gone"
        if other:
            what = f"#{other.article.number} {other.article.outlet}: {said(other.claim)}"
        words = f"{link_words(link, claim.uid)} {what} ({link.analyst})"
        disputed = link.kind is LinkKind.CONTRADICTS
        style = "warning" if disputed else "relay"
        return Row(self.glyphs.disputed if disputed else "link", words, style, link=link)

    def _judgement_rows(self, claim: Claim) -> list[Row]:
        view = self.article.view
        rows = []
        for one in view.assessments:
            if one.claim != claim.uid:
                continue
            if one.analyst != view.analyst and not self.article.shows_colleagues:
                continue
            words = f"{one.credibility} {CREDIBILITY[one.credibility]}"
            words += f"; {one.likelihood.value}" if one.likelihood else ""
            words += f"; {one.confidence.value} confidence" if one.confidence else ""
            words += f"; {one.rationale}" if one.rationale else ""
            rows.append(Row("judged", words, "text", "claim.assess"))
        if not rows:
            none = self.keyed("- ({claim.assess} judges it)")
            rows.append(Row("judged", none, "dim", "claim.assess"))
        rows += [self._link_row(claim, link) for link in self._links]
        for note in view.notes:
            if note.subject_uid.partition("/")[0] == claim.uid:
                rows.append(Row("note", note.words, "dim"))
        return rows + self._codebook_rows()

    def _codebook_rows(self) -> list[Row]:
        """Under which version it was made, and what the codebook does not tell."""
        stands = self._standing
        if stands is None:
            return []
        flags = [f"{one.words} ({one.analyst})" for one in stands.flags]
        rows = [Row("flag", words, "warning", "claim.flag") for words in flags]
        if stands.newest:
            older = f", {stands.newest} is today's" if stands.version < stands.newest else ""
            words = f"{stands.version} of the codebook{older}"
            rows.append(Row("version", words, "dim", "codebook.beside"))
        return rows
