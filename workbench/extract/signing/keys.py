"""What `concepts.toml` of a language folder may hold: see `extract.schema`."""

from __future__ import annotations

from workbench.extract.key import Key, lists, numbers, table, words

CONCEPTS: dict[str, Key] = {
    "acts": lists("an act, by its name in any language, to the words for it: “arrest”"),
    "things": lists("a thing, so too: “bridge”"),
    "prefixes": lists("what may begin a form of a word, to what stood in its place: “meng”"),
    "suffixes": lists("what may end one, so too: “ies”, “y”"),
    "passive_prefixes": words("begin a verb whose subject it is done to: “di”"),
    "passive_auxiliaries": words("stand before such a verb: “was”"),
    "agents": words("lead in who did it behind such a verb: “by”, “oleh”"),
    "not_yet": words("those of the negations that say that it may come: “belum”"),
    "moods": table("acts not done yet: planned, wanted, supposed; or not: not, unwilling, no_more"),
    "passing_on": words("acts whose negation is of the act behind them: “plan”"),
    "telling": words("acts that say that there is none of something: “said no”"),
    "negations_of_names": words("deny a name behind them: “bukan”"),
    "fillers": words("stand for nothing, and are no form of another word: “kian”"),
    "negations_of_all": words("those that deny every act of their clause: “none”"),
    "negations_of_all_before": words("a negation does so before one of these: “ada”"),
    "negations_of_next": words("those that deny the next word alone: “tanpa”"),
    "negations_to_come": words("deny what is to come: “takkan”"),
    "negations_of_objects": words("right behind a verb those that deny it: “found no”"),
    "negation_ends": words("end what is denied, once there is some: “because”"),
    "either": words("take a negation on to the next act: “nor”"),
    "where": words("stand before the name of a place where something is done: “in Zamfara”"),
    "out_of": words("stand between a share and its whole: “one in five”"),
    "exactly": words("before the number that is meant where a rough one was told: “tepatnya”"),
    "routes": words("before a place that something goes to or comes from: “ke”, “from”"),
    "compared": words("before a time that another one is compared with: “dibanding”"),
    "verb_beginnings": words("tell a verb from a noun of its stem: “me”"),
    "verb_endings": words("end a verb that another one governs: “stopped paying”"),
    "noun_beginnings": words("tell a noun, unless it begins as a verb: “pe”"),
    "noun_endings": words("so too: “ion”"),
    "possessives": words("endings of whose something is: “'s”"),
    "causes": words("what follows is a cause: “karena”"),
    "earlier": words("what follows was done before what else is told: “after”"),
    "before_nouns": words("no verb stands behind these: “the”"),
    "ages": numbers("before how old somebody is, to the days of one: “aged 81”"),
    "units": table("which unit a number of none is of: “half a tonne”; which scale, degrees"),
    "units_before": table("as units, of what stands before a number: “magnitude of 6.1”"),
    "clock": words("behind these a number is an hour: “jam”"),
    "counts": numbers("words for a number of things, to it: “a dozen”"),
    "spans": numbers("spans of time, to the days that they are"),
    "parts": numbers("parts of a whole, to their percent"),
}
"""Key -> its shape and meaning."""
