"""What a language folder may hold: each file's keys, the shape of each, and what it means.

A key that is not listed here is refused when its file is read, and a meaning is part of the list:
`docs/language.md` shows it to whoever adds a language. Words are in small letters unless the key
says otherwise; the words of a key stand in the language's own file and nowhere else.
"""

from __future__ import annotations

from typing import NamedTuple

WORDS, MAP, NUMBERS, RECORDS, TEXT = "words", "map", "numbers", "records", "text"


class Key(NamedTuple):
    """One key of a language file."""

    shape: str
    """WORDS: a list of words or phrases; MAP, NUMBERS: a table of words to text, to numbers;
    RECORDS: an array of tables; TEXT: one text."""
    meaning: str


def words(meaning: str) -> Key:
    """A list of words or phrases."""
    return Key(WORDS, meaning)


def table(meaning: str) -> Key:
    """A table of words to text."""
    return Key(MAP, meaning)


def numbers(meaning: str) -> Key:
    """A table of words to numbers."""
    return Key(NUMBERS, meaning)


SCHEMA: dict[str, dict[str, Key]] = {
    "cues": {
        "cue": Key(RECORDS, "words that introduce speech, one record a verb: see below"),
        "traps": words("phrases that hold a form of a cue and introduce no speech: “password”"),
    },
    "frames": {
        "complementisers": words("open what was said: “that”, “bahwa”"),
        "adjuncts": words("begin what a reporting clause says besides: to whom, when, where"),
        "demonstrative": words("point to what was told of: “itu”, “das”"),
        "audience": words("lead in the listener: “to”, “kepada”"),
        "clause_breaks": words("end what was said: behind them the article speaks again"),
        "leads": words("open a sentence and belong to nobody: “meanwhile”, “namun”"),
        "subject_stops": words("begin a new clause, so that a subject ends before them"),
        "speaker_stops": words("end the words that name a speaker"),
        "adverbs": words("may stand between a speaker and the cue: “also”, “juga”"),
        "relative": words("begin a clause that tells more of what stands before it: “where”"),
        "according": words("lead in a source without a verb: “according to”, “menurut”"),
        "clitics": words("endings that stand for him, her or it: “-nya”"),
        "speaker_joins": words("join an office with what it is of: “for”, “bidang”"),
        "joint": words("join two speakers, or two of anything: “and”"),
        "manner": words("“so”, “as”: what they lead in is told, and not said"),
        "contrasts": words("join a sentence to what it contradicts: “but”"),
        "closers": words("behind a cue: what follows is no speaker any more"),
        "hedges": words("make what is said less than certain: “reportedly”, “diduga”"),
        "negations": words("deny a clause: “not”, “tidak”"),
        "future": words("tell that something has not happened yet: “will”, “akan”"),
        "past": words("tell that something has happened: “has”, “telah”"),
        "opinion": words("judge or demand, so that nothing happened: “should”, “harus”"),
        "hypothetical": words("lead in what may never be: “if”, “jika”"),
        "quantifiers": words("tell how many, before a noun: “several”, “seorang”"),
        "content_openers": words("may open what was said before its subject: “dalam”, “untuk”"),
        "saying_nouns": words("occasions of speaking: “press conference”, “wawancara”"),
        "reasons": words("lead in why somebody spoke: “because”, “karena”"),
        "helpers": words("before a verb: somebody did not say it but helped, tried or may"),
        "silent_before": words("before a cue's form: nobody speaks there (“untuk mengatakan”)"),
        "questions": words("open a question that is told: “whether”, “mengapa”"),
        "describing": words("begin a clause that describes a person: “who”, “yang”"),
        "according_documents": words("lead in a document as the source: “berdasarkan”"),
        "particles": words("small words before a name that are no part of it: “si”"),
        "as_said": words("“as” before a cue: the speaker is behind it"),
        "cue_negations": words("before a cue: it was not said"),
        "results": words("begin a clause that tells what came of it: “so that”, “sehingga”"),
        "clause_joints": words("join two clauses of one subject: “and”, “lalu”"),
        "hedge_traps": words("phrases in which a hedge does not hedge: “can be heard”"),
        "comparatives": words("before “than” or “from”, that then is no place: “more”"),
        "possible": words("before a cue or what was said: it is only possible"),
        "probable": words("before a cue or what was said: it is probable"),
        "subordinators": words("begin a clause beside the main one: “after”, “setelah”"),
        "where": words("join a clause that tells of a place: “di mana”"),
        "age_units": words("behind a number in an age beside a name: “tahun”"),
        "one": words("say that one person is meant: “a”, “seorang”"),
        "infinitives": words("before a verb without a subject: “to”, “untuk”"),
        "kept": words("open what was said and may be left out: “that”, “whether”"),
        "be": words("forms of “to be”, behind which a cue is passive"),
        "determiners": words("open a noun phrase: “the”, “his”"),
        "clause_subjects": words("can only be the subject of a new clause: “he”, “they're”"),
        "appositions": words("nouns that take up what was just told: “a move that”"),
        "asides": words("open an aside about the speaker: “asked about it, he”"),
        "not_adverbs": words("end like an adverb and are none: “family”"),
        "judging_endings": words("endings of words that judge what was said: “-ly”"),
        "alone": words("stand for people without a noun: “many”, “both”"),
        "support": words("verbs that do nothing but carry a noun of saying: “made a claim”"),
        "not_participles": words("end in “-ing” and are no participle"),
        "prepositions": words("before a noun: whatever follows is no subject"),
    },
    "pronouns": {
        "singular": words("stand for one person named before: “he”, “ia”"),
        "plural": words("stand for several: “they”, “mereka”"),
        "first": words("stand for who is speaking: “I”, “kami”"),
        "collective": words("stand for both or all of those named before: “keduanya”"),
        "reflexive": words("point back to the subject: “himself”, “dirinya”"),
    },
    "references": {
        "groups": words("nouns for bodies that can be meant by a description: “the ministry”"),
        "states": words("nouns for states that can be meant by a description: “the kingdom”"),
        "definite": words("before a noun: somebody named elsewhere is meant"),
        "former": words("before an office: it is no longer held"),
        "ends": words("end the office in a description: “the minister who”"),
        "called": words("before a name that is given: “known as”"),
        "attributes": words("begin what is told of a person behind the name or office"),
        "announcing": words("open “Demikian disampaikan X”: all that was quoted before was said"),
        "issued": words("behind a document, before who issued it: “issued by”"),
        "forms": table("short or other forms of offices and bodies, and the full ones"),
        "states_meant": table("capitals that stand for their state: “Moscow”"),
    },
    "people": {
        "titles": words("titles and offices as they are printed before a name"),
        "ministers": words("titles behind which the name of an office follows"),
        "roles": words("what people and bodies are, in small letters: who can speak"),
        "role_words": words("may be a part of a title: “of”, “Affairs”, “Bidang”"),
        "honorifics": words("courtesies before a name that are no office: “Mr”, “Bapak”"),
        "connectors": words("small words inside a person's name: “bin”, “van”"),
        "given_before": words("before a name that must be a person's: “called”, “tersangka”"),
        "role_shapes": words("regular expressions of words for offices and people"),
        "anonymous": words("say that a source is not named: “declined to be named”"),
        "sources": words("unnamed sources: “sources”, “saksi mata”"),
        "documents": words("documents that can say something: “report”, “surat”"),
        "crowds": words("people at large, of whom nobody is meant: “critics”, “warga”"),
    },
    "names": {
        "organisation_heads": words("first words of organisations' names: “Ministry”, “Bank”"),
        "building_heads": words("such first words that are buildings too: “Masjid”"),
        "organisation_words": words("anywhere in a name: it is an organisation's"),
        "organisations": table("known organisations, and their full name"),
        "place_heads": words("before a place's name: “Kabupaten”, “desa”"),
        "place_prepositions": words("before a place: “di”, “in”"),
        "connectors": words("small words inside an organisation's or a place's name: “dan”"),
        "common": words("words of the language that are no names, whatever their capital"),
        "not_acronyms": words("words in capitals that are no organisation: “WIB”, “OK”"),
        "places": table("known places, and their ISO country; empty when several"),
        "outlets": words("news outlets as they write themselves"),
        "agencies": words("news agencies as they write themselves"),
        "capitals": Key(TEXT, "“nouns” where every noun has a capital: names are trusted less"),
    },
    "times": {
        "months": numbers("months and their short forms, 1 to 12"),
        "weekdays": numbers("weekdays, Monday is 1"),
        "parts": table("parts of day, as TIMEX3 has them: MO, MI, AF, EV, NI"),
        "days": numbers("days counted from the article's: “yesterday” is -1"),
        "day_parts": table("the part of day in a word of `days` that does not spell it"),
        "part_days": numbers("behind a part of day: which day's, as in `days`"),
        "units": table("units of time: TS, TM, TH, D, WE, W, M, Q, 6M, Y, DE, CE"),
        "past_units": table("one of a unit in a single word: “setahun”"),
        "relative": Key(RECORDS, "words for last, this and next: words, shift -1, 0 or 1, place"),
        "modifiers": table("the beginning or end of a time: START, MID, END"),
        "bounds": table("before a time: UNTIL, BEFORE, AFTER, APPROX"),
        "vague": table("vague references: PAST_REF, PRESENT_REF, FUTURE_REF"),
        "durations": table("vague lengths, as TIMEX3 durations: “beberapa hari” is PXD"),
        "quarters": table("parts of a year that are numbered: Q, H (halves), C (thirds)"),
        "holidays": table("holidays and their MM-DD; empty where they move"),
        "halves": table("behind a clock: AM, PM"),
        "date_order": Key(TEXT, "“month first” where 1/2 is the second of January"),
        "day_prefix": words("before a weekday: “hari”"),
        "date_prefix": words("before a date: “tanggal”"),
        "month_prefix": words("before a month: “bulan”"),
        "year_words": words("before a year and part of the expression: “tahun”"),
        "year_prefix": words("before a bare number that then is a year: “since”, “pada”"),
        "year_traps": words("before a bare number that then is no year: “about”, “pasal”"),
        "ago": words("behind a length: counted back from the article's date"),
        "ahead": words("behind a length: counted ahead"),
        "lasting": words("behind a length: it is one up to now, or from now on"),
        "lasting_before": words("before a length: the same"),
        "told_from": words("behind a length: counted from a time that only the text knows"),
        "since": words("open an interval"),
        "joins": words("join both ends of an interval: “to”, “hingga”"),
        "articles": words("articles before a time: “the”"),
        "of": words("join a part with its whole: “of”"),
        "every": words("make a set of times: “each”, “setiap”"),
        "often": words("behind a number: so many times"),
        "that": words("behind a part of day that was told of: “malam itu”"),
        "centuries": words("words for a century"),
        "era_words": words("before an era or a stretch of years: “masa”, “period”"),
        "eras": words("eras by their names"),
        "seasons": words("seasons, with what belongs to them"),
        "holiday_prefix": words("before a holiday and part of the expression: “hari raya”"),
        "holiday_before": words("before a holiday that then is a time: “during”, “jelang”"),
        "reckonings": words("behind a year: of which calendar it is"),
        "decade_suffixes": words("behind a year: its decade, “1990s”, “1990-an”"),
        "clock_prefix": words("before a clock and part of the expression: “pukul”"),
        "clock_before": words("before figures like 10:15 that then are a clock: “at”"),
        "zones": words("time zones behind a clock"),
        "coming": words("say that what follows lies ahead, besides frames.future"),
        "as_of": words("beside “until”: counted up to now and not planned: “has reached”"),
        "part_traps": words("before a part of day that then is none: “selamat”"),
        "part_traps_after": words("behind a part of day that then is none"),
        "weekday_traps": words("before a weekday that then is none: “pasar”"),
        "weekday_traps_after": words("behind a weekday that then is none: “Agung”"),
        "name_traps": words("before a date that then is a name: “universitas”, “jalan”"),
        "ages": words("before a length that then is an age: “aged”"),
        "present": words("say no more than now: left out"),
        "told_days": words("days beside one that was told of: “keesokan harinya”"),
        "and": words("join the last of a list of weekdays"),
        "written_small": words("months and weekdays that are also printed in small letters"),
        "age_joins": words("between “aged” and its number: “about”"),
        "ages_after": words("behind a length that then is an age: “old”, “ke atas”"),
    },
    "quantities": {
        "numbers": numbers("numbers in words"),
        "scales": numbers("words that multiply the number before them: “million”"),
        "units": table("units of measure and their symbol"),
        "classifiers": table("what is counted, and what it counts as: “orang” is person"),
        "currency": table("signs and codes before or behind an amount, and their ISO code"),
        "currency_after": table("words for money behind an amount, and their ISO code"),
        "approximate": words("before a number: it is not exact"),
        "range": words("join both ends of a range"),
        "casualties": words("behind what is counted: what became of them"),
        "decimal": Key(TEXT, "the mark before decimals"),
        "grouping": Key(TEXT, "the mark between thousands"),
        "not_counted": words("behind a number: they are not what it counts"),
        "suffixes": numbers("letters behind figures that multiply them: “10K”"),
        "money_suffixes": numbers("the same in amounts of money"),
        "negative": words("before a number: below zero"),
        "alone": numbers("are a number only where nothing else stands beside them"),
        "ordinals": numbers("places in an order, in words"),
        "ordinal_prefixes": words("before a number: a place in an order, “ke-”"),
        "ordinal_suffixes": words("behind figures: a place in an order, “-th”"),
        "vague": table("amounts that only tell their size, as LOW..HIGH"),
        "fractions": numbers("fractions, alone or behind a number"),
        "units_before": table("units that stand before their number: “magnitudo”"),
        "sizes": table("how large a unit is in its dimension (neutral only)"),
        "numbered": words("before a number that then is a label: “Pasal 27”"),
        "of": words("between a fraction and its whole"),
        "half": words("half: a fraction only where something is halved"),
        "whole_fractions": words("fractions that need no number before them"),
        "ones": words("one, before a fraction: “a third”"),
        "ranks": words("before a place in an order: “peringkat”"),
    },
    "lines": {
        "credit": words("labels before the source of an article: “Sumber:”"),
        "byline": words("labels before who wrote it"),
        "editor": words("labels before who edited it"),
        "caption": words("open the text under a picture"),
        "related": words("open a link to another article: “Baca juga”"),
        "boilerplate": words("open what belongs to the page and not to the article"),
        "relay": words("before an outlet that this is taken from: “citing”, “dilansir”"),
        "relay_verbs": words("behind an outlet that this is taken from: “reported”"),
        "relay_nouns": words("nouns for outlets: “news agency”, “laman”"),
        "citing": words("behind a speaker, before whom it cites in turn"),
        "republished": words("say that the text was printed elsewhere first"),
        "not_outlets": words("first words of names that are no outlets after all"),
        "outlet_words": words("words in outlets' names: “Times”, “Pos”"),
        "told": words("between a speaker and the outlet that was spoken to: “told”"),
    },
    "verbs": {
        "acts": words("verbs that make a clause an event"),
        "prefixes": words("prefixes of verbs, where verbs are known by them"),
        "not_verbs": words("look like verbs by their shape and are none"),
        "auxiliaries": words("before a verb: “has”, “telah”"),
        "deaths": words("tell of death or injury: worth checking"),
        "weighty": words("tell of force, arrest, decision: worth checking"),
        "irregular": words("past forms without the ending of the regular ones"),
        "past_endings": words("endings of regular pasts: “-ed”"),
        "passive_prefixes": words("prefixes of verbs in the passive"),
        "objectless_prefixes": words("prefixes of verbs without an object"),
        "agents": words("before who did it, behind a passive: “by”, “oleh”"),
    },
}
"""File -> key -> its shape and meaning."""

CUE: dict[str, tuple[type, str]] = {
    "lemma": (str, "the word it is listed under"),
    "force": (str, "what is done by saying it, one of FORCES"),
    "factuality": (
        str,
        "how firmly the speaker holds it, one of FactBank's eight; CT+ if left out",
    ),
    "before": (list, "forms between a speaker and what was said: “said that”, “mengatakan”"),
    "after": (list, "forms behind what was said: “he said”, “kata dia”"),
    "passive": (list, "passive forms: “was told”, “dikatakan”"),
    "strict": (bool, "a cue only with a complementiser, a comma or a colon behind it"),
    "base": (list, "the bare form, behind an auxiliary: “will say”"),
    "ing": (list, "the participle: “saying”"),
    "noun": (list, "the noun: “claim”"),
    "takes": (list, "what may follow besides a clause, of TAKES; for readers by complement"),
}
"""Key of a cue's record -> its type and what it means."""
SIDES = ("before", "base", "after", "passive", "ing", "noun")
"""The lists of forms that a cue may have."""
TAKES = {
    "clause": "a clause: “said he would”",
    "wh": "a question that is told: “asked why”",
    "to": "an infinitive: “promised to leave”",
    "object": "a noun phrase: “denied the report”",
    "object-to": "somebody and an infinitive: “asked him to leave”",
    "of": "“of” and a noun phrase: “spoke of losses”",
    "as": "“as” and what it is called: “described it as a loss”",
    "for": "“for” or “on” and a noun phrase: “called for talks”",
    "naming": "what somebody or something is called: “called him a liar”",
    "ing": "a participle: “denied taking it”",
    "told": "a listener before what was said: “told reporters that”",
    "seeing": "a noun phrase with a verb behind it: “saw prices rise”",
    "quote": "a quotation alone",
}
"""What may follow a cue, and an example."""
FORCES = frozenset(
    (
        "say", "claim", "report", "deny", "doubt", "predict", "confirm", "promise", "call", "order",
        "ask", "believe",
    )
)  # fmt: skip
FACTUALITIES = frozenset(["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"])
