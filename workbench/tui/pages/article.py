"""The desk page: an article's text beside its facts and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Credit, Fact, Quote
from workbench.domain.note import NoteSubject
from workbench.domain.text import safe_line
from workbench.present.cells import cut, width_of
from workbench.present.chain import chain_line, chain_links, origin_line
from workbench.present.citation import citation, cite_claim, cite_fact
from workbench.present.counting import counted
from workbench.present.descent import REACH_WORDS, STATUS_FROM, likeness_words
from workbench.present.glyphs import Glyphs
from workbench.present.rows import SHORT, answer_line, brief_fact_line, claim_line, fact_line
from workbench.present.runs import Run, Runs
from workbench.present.tags import tags_line
from workbench.services.colleagues import why_hidden
from workbench.services.relays import reached_by, relay_of_fact
from workbench.services.renewing import renewed_view
from workbench.tui.pages.page import TextPage, marked, title_runs
from workbench.tui.pages.subject import Notable, Subject
from workbench.tui.registry import Pane
from workbench.tui.views.article import Item, OpenArticle
from workbench.tui.widgets.lines import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.domain.claim import Claim
    from workbench.tui.pages.host import Canvas, Host, Reader


_PARTS = "{selection.keep_part} begins another, {selection.shrink} drops the last"
_FIRST_LINES = 5
"""Lines of text with the headline in sight, roughly: it must not change with a scroll or a size."""
_NARROW = 44
"""Under this many cells a row has no room for the kind of what has a speaker."""


class ItemRows:
    """Facts and claims as rows of a list."""

    def __init__(self, article: OpenArticle, glyphs: Glyphs) -> None:
        self._article = article
        self._glyphs = glyphs
        self._names = source_names(article)

    def __len__(self) -> int:
        return len(self._article.items)

    def row(self, index: int, width: int) -> Runs | None:
        """The row in exactly `width` cells."""
        item = self._article.items[index]
        if item.answer:
            return answer_line(item.answer, width, glyphs=self._glyphs)
        verdict = self._article.verdict(item.fact) if item.fact else None
        if item.claim:
            return self._claim(item.claim, width, verdict)
        if item.fact is None:
            return None
        line = brief_fact_line if width < _NARROW else fact_line
        (fact,) = self._article.view.as_answered([item.fact])
        return line(fact, width, verdict=verdict, glyphs=self._glyphs)

    def _told(self, claim: Claim, width: int) -> Runs:
        """A claim, with whose it is where it is not the analyst's own, or who says the same."""
        article, glyphs = self._article, self._glyphs
        same = article.seconded.get(claim.uid, ())
        whose = claim.analyst if claim.analyst != article.view.analyst else ""
        said = safe_line(whose or (f"= {', '.join(same)}" if same else ""))
        if not said:
            return claim_line(claim, width, names=self._names, glyphs=glyphs)
        who = cut(said, max(4, width // 5), glyphs.ellipsis) + " "
        mark, *line = claim_line(claim, width - width_of(who), names=self._names, glyphs=glyphs)
        return (mark, Run(who, "unsure" if whose else "dim"), *line)

    def _claim(self, claim: Claim, width: int, verdict: Verdict | None) -> Runs:
        line = self._told(claim, width)
        if verdict is None:
            return line
        return (Run(f"{self._glyphs.verdict[verdict]} ", verdict.value), *line[1:])


def _answer_details(answer: Decision) -> tuple[Runs, Runs]:
    verdict = answer.verdict.value
    why = f"{answer.rule} of {answer.extractor} found it; today's rules find no fact there"
    return (Run(safe_line(answer.span.exact), "text"),), title_runs(
        (verdict, verdict), (safe_line(why), "dim")
    )


def _speaker_words(fact: Fact) -> str:
    """How sure it is who speaks, which is another number than that of the words; nothing where no
    rule named anybody."""
    score = fact.speaker.name_score if fact.speaker else 0
    return f"speaker {round(score * 100)} %, " if score else ""


def source_names(article: OpenArticle) -> dict[str, str]:
    """Uid -> name of the sources that the article's chains name."""
    return {uid: source.name for uid, source in article.view.sources.items()}


class ArticlePage(TextPage):
    """One open article."""

    list_pane = Pane.FACTS
    rows_are = "facts"

    def __init__(self, article: OpenArticle, glyphs: Glyphs) -> None:
        self.article = article
        self.glyphs = glyphs

    @property
    def claim(self) -> Claim | None:
        """The claim under the cursor."""
        item = self._item
        return item.claim if item else None

    @property
    def fact(self) -> Fact | None:
        """The fact under the cursor."""
        item = self._item
        return item.fact if item else None

    @property
    def _item(self) -> Item | None:
        """What keys are about: in the text what stands under its cursor, never a row whose words
        were left behind."""
        return None if self.on_text and self.article.is_away else self.article.item

    @property
    def hop(self) -> int | None:
        """Position of the hop under the cursor."""
        return None

    @property
    def under_cursor(self) -> str:
        """In the list what its row is: a question, a credit's, one's own claim, or answered."""
        if self.on_text:
            return super().under_cursor
        item = self.article.item
        if item is None:
            return "nothing"
        if item.claim:
            return "own"
        if item.fact is None or self.article.verdict(item.fact) or not item.fact.is_question:
            return "answered"
        return "credit" if isinstance(item.fact.attributes, Credit) else "question"

    @property
    def subject(self) -> Subject:
        """Fact and claim under the list's cursor, the source that comes with them, and the words
        that a note would be on."""
        return Subject(
            article=self.article.view.number,
            fact=self.fact,
            claim=self.claim,
            hop=self.hop,
            source=self._source(),
            notable=self._notable(),
        )

    def _source(self) -> str | None:
        """Of the hop under the cursor, else of the claim's last one, its origin, or the outlet."""
        claim, view = self.claim, self.article.view
        if claim and claim.hops:
            sources = claim.hops[-1 if self.hop is None else self.hop].sources
            return sources[0] if sources else view.article.metadata.outlet
        if claim:
            return next(iter(view.origin(claim).sources), None)
        return view.article.metadata.outlet

    def _notable(self) -> Notable:
        if self.claim and not self.on_text:
            return Notable(NoteSubject.CLAIM, self.claim.uid)
        span = self.article.selection()
        if span is None and self.fact and not self.on_text:
            span = self.fact.span
        return Notable(NoteSubject.ARTICLE, self.article.view.article.uid, span)

    @property
    def citation(self) -> str:
        """The selected words, the claim or fact, or the sentence, with where it stands."""
        view, span = self.article.view, self.article.selection()
        if span is None and self.claim:
            return cite_claim(view.article, self.claim, view.chain_of(self.claim))
        if span is None and self.fact:
            return cite_fact(view.article, self.fact, view.chain_of_fact(self.fact))
        return citation(view.article, span or self.article.chosen_words())

    @property
    def marks_name(self) -> str:
        """Facts are told apart within their article."""
        return f"facts of {self.article.view.number}"

    @property
    def place(self) -> int:
        """Row of the list."""
        return self.article.cursor

    def key(self, place: int) -> str:
        """Id of the fact, or the claim's uid."""
        items = self.article.items
        return items[place].key if place < len(items) else ""

    async def all_keys(self, reader: Reader) -> Iterable[str]:
        """Ids of all that is listed."""
        return [item.key for item in self.article.items]

    @property
    def headline(self) -> str:
        """The title of an article whose text does not print it."""
        return self.article.headline

    @property
    def heading(self) -> Runs:
        """Which article it is; the headline comes first where there is no room for all and the
        cursor has left the lines that show it, and not at all while it stands above the text."""
        number, *about = self._about
        title = (safe_line(self.article.view.article.metadata.title), "title")
        whole = title_runs(number, *about, *(() if self.headline else (title,)))
        has_room = cells(whole) + len(self.tally) < self.width
        if self.headline or has_room or self.article.offset < _FIRST_LINES * self.width:
            return whole
        return title_runs(number, title, *about)

    @property
    def _about(self) -> tuple[tuple[str, str], ...]:
        """Number, outlet, date, language, state and tags, each with its style."""
        view = self.article.view
        metadata = view.article.metadata
        publication = metadata.publication
        date = publication.at.replace("T", " ")[:16] if publication else "no date"
        tags = tags_line(self.article.tags(), view.analyst)
        return (
            (f"#{view.number}", "header"),
            (safe_line(view.article.outlet) or "no outlet", "source"),
            (date, "header" if publication else "warning"),
            (metadata.lang, "header"),
            (view.state.value, "header"),
            *((words, "relay") for words in self._alike),
            (cut(safe_line(tags), self.width // 3, self.glyphs.ellipsis), "dim"),
        )

    @property
    def _alike(self) -> tuple[str, ...]:
        """What the text is most like, where there is room to say so."""
        words = likeness_words(self.article.view.relays) if self.width >= STATUS_FROM else ""
        return (words,) if words else ()

    @property
    def tally(self) -> str:
        """How many questions are open."""
        left = len(self.article.view.open_questions())
        shared = f"{self.article.agreement}  " if self.article.shows_colleagues else ""
        return marked(self.marks) + shared + (f"?{left}" if left else "no open question")

    @property
    def details(self) -> tuple[Runs, Runs]:
        """The chain of what is under the cursor; where it comes from, or why it was found."""
        if self.article.parts and (chosen := self.article.selection()):
            parts = len(chosen.pieces)
            words = f"{counted(parts, 'part')} selected; {self.keyed(_PARTS)}"
            return (Run(safe_line(chosen.words), "text"),), (Run(words, "dim"),)
        item = self.article.item
        if item is None:
            return (Run(self._nothing, "dim"),), ()
        if item.answer:
            return _answer_details(item.answer)
        first, second = self._item_details(item)
        # Instead of why it was found: a line that another one shifts is sent whole with each move.
        return first, (*self._disagreement(item), *(self._beside or second))

    @property
    def _beside(self) -> Runs:
        """What other articles say of what is under the cursor, once that is known."""
        if self.statement is None:
            return ()
        from workbench.present.counterparts import beside_run  # of few rows

        way = self.keyed(" ({counterparts.list})  ")
        return (beside_run(self.statement), Run(way, "dim"))

    @property
    def _nothing(self) -> str:
        return self.keyed("Nothing found. {claim.new} records a claim, {article.done} is done.")

    def _item_details(self, item: Item) -> tuple[Runs, Runs]:
        if item.claim:
            return self._claim_details(item.claim)
        return self._fact_details(item.fact) if item.fact else ((), ())

    def _disagreement(self, item: Item) -> Runs:
        """Who sees the words under the cursor otherwise, and how; nothing while it is hidden."""
        agreed = self.article.agreement
        found = {one for key in {item.key, item.uid} - {""} for one in agreed.on(key)}
        words = "; ".join(sorted(f"{safe_line(one.analyst)}: {one.what}" for one in found))
        mark = self.glyphs.disputed
        return (Run(f"{mark} {safe_line(words)}  ", "warning"),) if words else ()

    def _claim_details(self, claim: Claim) -> tuple[Runs, Runs]:
        view = self.article.view
        chain = view.chain_of(claim)
        whose = claim.analyst
        return (
            (Run(chain_line(chain_links(chain), self.width, self.glyphs), "chain"),),
            title_runs(
                (safe_line(origin_line(chain)), "origin"),
                ("carried over from an older version" if chain.is_carried else "", "dim"),
                (safe_line(f"{whose}'s" if whose != view.analyst else ""), "dim"),
                (safe_line(tags_line(self.article.tags(claim.uid), view.analyst)), "dim"),
                (safe_line(claim.restatement), "dim"),
            ),
        )

    def _fact_details(self, fact: Fact) -> tuple[Runs, Runs]:
        view = self.article.view
        # the words stand in the text and in the row, where they are seen
        first: Runs = (Run(safe_line(fact.span.exact), "text"),) if self.is_alone else ()
        if isinstance(fact.attributes, Quote):
            links = chain_links(view.chain_of_fact(fact))
            first = (Run(chain_line(links, self.width, self.glyphs), "chain"),)
        verdict = self.article.verdict(fact)
        others = ", ".join(
            f"{decision.analyst} {decision.verdict.value}"
            for decision in self.article.colleagues(fact)
        )
        return first, title_runs(
            (verdict.value if verdict else "", verdict.value if verdict else ""),
            (f"{_speaker_words(fact)}{SHORT[fact.kind]} {self._trust_in(fact)}", "dim"),
            (self._reached(fact), "relay"),
            (safe_line(fact.reason), "dim"),
            (f"({safe_line(others)})" if others else "", "dim"),
        )

    def _reached(self, fact: Fact) -> str:
        """How many of the article's quotes come through a printed credit; empty for other facts."""
        relay = relay_of_fact(self.article.view, fact)
        if relay is None:
            return ""
        reached, quotes = reached_by(self.article.view, relay)
        return f"reaches {REACH_WORDS[relay.reach]}, {reached} of {counted(quotes, 'quote')}"

    def _trust_in(self, fact: Fact) -> str:
        """How likely it is right: as shipped, or as the answers in this database make it."""
        trust, metadata = self.article.trust, self.article.view.article.metadata
        answers = trust.answers_for(fact.rule, lang=metadata.lang) if trust else None
        if trust is None or answers is None or not answers.total:
            return f"{round(fact.score * 100)} %"
        expected = self.article.likelihood(fact)
        unasked = ", no longer asked" if fact.rule in self.article.view.unasked else ""
        corrected = f", {answers.corrected} corrected" if answers.corrected else ""
        right = f"{answers.accepted} of {answers.total} right here{corrected}{unasked}"
        return f"{round(expected * 100)} % ({right})"

    def paint(self, canvas: Canvas) -> None:
        """Fill text and list."""
        article = self.article
        text = canvas.text
        if text.text != article.view.text:  # after a change it is the same text, read anew
            text.show(article.view.text, article.index(), article.offset)
        else:
            text.set_index(article.index())
        text.set_coverage(article.coverage)
        text.set_claims(article.claims_index())
        text.set_hits(article.hits)
        canvas.side.show(ItemRows(article, self.glyphs), article.cursor)
        self.point(canvas)

    def point(self, canvas: Canvas) -> None:
        """Show cursor, selection and what is under the list's cursor."""
        self.point_beside(canvas)
        canvas.text.set_cursor(self.article.offset)

    def point_beside(self, canvas: Canvas) -> None:
        """After the text's cursor moved by lines, which the text knows already."""
        article = self.article
        item = article.item
        canvas.text.set_active((item.span.start, item.span.end) if item else None)
        span = article.selection()
        canvas.text.set_selection(span.pieces if span else ())
        if canvas.side.cursor != article.cursor:
            canvas.side.move_to(article.cursor)

    def moved(self, index: int) -> None:
        """The list's cursor moved, and the text's with it."""
        if index != self.article.cursor:
            self.article.select(index)

    def follow(self, canvas: Canvas) -> None:
        """Show the words of the row in the text."""
        self.point(canvas)

    async def load(self, reader: Reader) -> None:
        """Read the article anew."""
        view = await reader.call(renewed_view, reader.bench, self.article.view)
        if why_hidden(reader.bench, view):
            self.article.shows_colleagues = False
        self.article.take(view)

    async def open_row(self, host: Host) -> None:
        """Open the claim under the cursor; without one say why the fact was found."""
        item = self.article.item
        if item is None or (self.on_text and not item.span.contains(self.article.offset)):
            host.say("nothing was found at this place; {claim.new} records a claim")
            return
        if item.claim:
            await host.places.open_claim(item.claim.uid)
        else:
            await host.do("fact.explain")
