"""Trains the name tagger of a language and writes its weights; run by hand.

    pip install python-crfsuite==0.9.12
    python -m workbench.extract.build.tagger nergrit.train.txt nerp.train.txt OUT [--folds 5]

The first file (NERGRIT: token, tab, label; IOB2 with PERSON, ORGANISATION, PLACE) is what the model
learns from; of the second (NERP of IndoNLU, in lower case) only word lists are made: words that
mostly stand inside names of people, places, organisations. Cross-validation runs the shipped
decoder.
"""

from __future__ import annotations

import argparse
import importlib
import random
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.domain.fact import Kind
from workbench.extract.features import place_features, shape, word_features
from workbench.extract.known_names import TOKEN
from workbench.extract.lexicon import lexicon_for
from workbench.extract.tagger import (
    KINDS,
    LABELS,
    LISTS,
    Tagger,
    Window,
)

CREDIT = """\
# Weights of the Indonesian name tagger, made by build/tagger.py. Trained on the NERGRIT corpus,
# Copyright (C) 2019 NERGRIT developers (Riyanti Kusumawati, Yudi Wibisono, Husni Fahmi, Muhamad
# Jumadil Akbar, Irvan Rahadhian, Irfan Fadil), free to use for learning or commercially with this
# credit, as distributed by IndoNLU; word lists from NERP (Prosa.ai, IndoNLU). No text of either is
# held here. Weights: feature, tab, a number in hundredths for each label.
# Labels: {labels}.
"""
L1, L2, ROUNDS = 0.3, 0.1, 150
"""Penalties and rounds, chosen by five-fold cross-validation on the training file."""
RARE = 2
"""A word seen without a capital this often is common."""
MOSTLY = 0.6
"""A word belongs to a list when this share of its occurrences does."""
SMALLEST = 3
"""Weights under this, in hundredths, are left out."""
RECALL = 35
"""Hundredths that being no name is made less likely by."""
_TYPES = {"PERSON": Kind.PERSON, "ORGANISATION": Kind.ORGANISATION, "PLACE": Kind.PLACE}
_NERP = {"PPL": "person_words", "PLC": "place_words", "IND": "organisation_words"}

_SLOT = re.compile(r"\{(\w+)\}")
_FILLS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}")
_FILLED = {
    "person": Kind.PERSON,
    "place": Kind.PLACE,
    "village": Kind.PLACE,
    "called": Kind.PERSON,
    **dict.fromkeys(("organisation", "acronym", "club", "company", "team"), Kind.ORGANISATION),
}
PATTERNS = 1008
"""Sentences of news style that are learned from beside the corpus."""

Sentence = list[tuple[str, str]]
Gold = tuple[int, int, Kind]


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence as running text, with its names."""

    text: str
    names: tuple[Gold, ...]


def main() -> None:
    """Train and write; with --folds, measure by cross-validation first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("lists", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    arguments = parser.parse_args()
    examples = [as_example(sentence) for sentence in _sentences(arguments.corpus)]
    words = word_lists(_sentences(arguments.lists))
    if arguments.folds:
        measure(examples, words, arguments.folds)
    arguments.out.write_text(train(examples, words), encoding="utf-8")


def _sentences(path: Path) -> Iterator[Sentence]:
    sentence: Sentence = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, tab, label = line.partition("\t")
        if tab:
            sentence.append((word, label))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def as_example(sentence: Sentence) -> Example:
    """The words set as running text: blanks between, none before or inside marks."""
    text, quoted, glued = "", False, True
    names: list[list[Any]] = []
    for word, label in sentence:
        blank = "" if glued or word in ".,;:?!)]}%”’" or (word == '"' and quoted) else " "
        glued = word in "([{“‘" or (word == '"' and not quoted)
        quoted ^= word == '"'
        start = len(text) + len(blank)
        text += blank + word
        edge, _, kind = label.partition("-")
        if edge == "B" and kind in _TYPES:
            names.append([start, len(text), _TYPES[kind]])
        elif edge == "I" and names:
            names[-1][1] = len(text)
    return Example(text, tuple((start, end, kind) for start, end, kind in names))


def news_style(examples: Sequence[Example], count: int) -> list[Example]:
    """Sentences of news style: our own patterns, filled with names of the examples."""
    file = Path(__file__).with_name("patterns.toml")
    fill: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    drawn = random.Random(5)
    for kind, key in ((Kind.PERSON, "person"), (Kind.PLACE, "place")):
        names = [e.text[a:b] for e in examples for a, b, k in e.names if k is kind]
        fill[key] = [name for name in names if name[0].isupper() and _FILLS.fullmatch(name)]
    made = []
    for number in range(count):
        pattern = fill["sentences"][number % len(fill["sentences"])]
        text, names_in, at = "", [], 0
        for slot in _SLOT.finditer(pattern):
            text += pattern[at : slot.start()]
            at = slot.end()
            words = drawn.choice(fill[slot.group(1)])
            if kind_of := _FILLED.get(slot.group(1)):
                names_in.append((len(text), len(text) + len(words), kind_of))
            text += words
        made.append(Example(text + pattern[at:], tuple(names_in)))
    return made


def word_lists(sentences: Iterable[Sentence]) -> dict[str, frozenset[str]]:
    """Words that mostly stand inside names of one type."""
    whole: Counter[str] = Counter()
    inside: dict[str, Counter[str]] = {name: Counter() for name in _NERP.values()}
    for sentence in sentences:
        for word, label in sentence:
            lower = word.lower()
            whole[lower] += 1
            if name := _NERP.get(label[2:]):
                inside[name][lower] += 1
    return {
        name: frozenset(
            word
            for word, count in counts.items()
            if count >= MOSTLY * whole[word] and len(word) > 1 and word.isalpha()
        )
        for name, counts in inside.items()
    }


def _learned_lists(examples: Sequence[Example]) -> dict[str, frozenset[str]]:
    """Common words, and words without a capital that begin names or stand inside them."""
    common: Counter[str] = Counter()
    leads: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for example in examples:
        common.update(word for word in TOKEN.findall(example.text) if word.islower())
        for start, end, _ in example.names:
            words = TOKEN.findall(example.text[start:end])
            low = [word.islower() and word.isalpha() for word in words]
            leads.update(words[:1] if low[0] and len(words) > 1 and not low[1] else ())
            inner.update(
                word for word, is_low in zip(words[1:-1], low[1:-1], strict=True) if is_low
            )
    return {
        "common": frozenset(word for word, count in common.items() if count >= RARE),
        "leads": frozenset(word for word, count in leads.items() if count >= 2),
        "inner": frozenset(word for word, count in inner.items() if count >= 2),
    }


def train(examples: Sequence[Example], words: dict[str, frozenset[str]]) -> str:
    """The table of a model trained on the examples."""
    lists = words | _learned_lists(examples)
    blank = _table(lists, [[0] * len(LABELS)] * len(LABELS), {"w=": [0]})
    reader = Tagger(lexicon_for("id"), blank)
    crfsuite = importlib.import_module("pycrfsuite")
    trainer = crfsuite.Trainer(verbose=False)
    examples = [*examples, *news_style(examples, PATTERNS)]
    counts = Counter(w for e in examples for w in TOKEN.findall(e.text) if w.islower())
    for example in examples:
        own = Counter(word for word in TOKEN.findall(example.text) if word.islower())
        rare = {word for word in own if counts[word] - own[word] < RARE}
        for window in [reader.whole(example.text)]:
            trainer.append(_features(reader, window, rare), _labels(window, example.names))
    trainer.set_params(
        {"c1": L1, "c2": L2, "max_iterations": ROUNDS, "feature.possible_transitions": True}
    )
    model = crfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model")
        trainer.train(file)
        model.open(file)
    return _as_table(lists, model.info())


def _features(reader: Tagger, window: Window, rare: set[str]) -> list[list[str]]:
    words = window.words
    shapes = [shape(word) for word in words]
    known = reader.known_phrases(words)
    common = reader.lists["common"] - rare
    rows = []
    for at in range(2, len(words) - 2):
        around = (shapes[at - 1], shapes[at], shapes[at + 1])
        row = place_features(around, window.opens[at], words[at].lower() in common, known[at])
        for offset in range(-2, 3):
            word = words[at + offset]
            row += word_features(offset, word, reader.classes(word))
        rows.append(row)
    return rows


def _labels(window: Window, names: Sequence[Gold]) -> list[str]:
    labels = []
    last: Gold | None = None
    for start, end in window.spans:
        name = next((one for one in names if one[0] <= start and end <= one[1]), None)
        edge = "I" if name is last else "B"
        labels.append(f"{edge}-{name[2].value}" if name else "O")
        last = name
    return labels


def _as_table(lists: dict[str, frozenset[str]], info: Any) -> str:
    def hundredths(weight: float) -> int:
        return round(100 * weight)

    moves = [
        [
            hundredths(info.transitions.get((before, label), 0.0)) - (RECALL if label == "O" else 0)
            for label in LABELS
        ]
        for before in LABELS
    ]
    weights: dict[str, list[int]] = {}
    for (feature, label), weight in info.state_features.items():
        if abs(hundredths(weight)) >= SMALLEST:
            row = weights.setdefault(feature, [0] * len(LABELS))
            row[LABELS.index(label)] = hundredths(weight)
    return _table(lists, moves, weights)


def _table(
    lists: dict[str, frozenset[str]],
    moves: Sequence[Sequence[int]],
    weights: dict[str, list[int]],
) -> str:
    lines = [CREDIT.format(labels=" ".join(LABELS)) + "= lists"]
    lines += [f"{name}\t{'|'.join(sorted(lists[name]))}" for name in LISTS]
    lines.append("= moves")
    lines += [f"{label}\t{_row(row)}" for label, row in zip(LABELS, moves, strict=True)]
    lines.append("= weights")
    lines += [f"{feature}\t{_row(weights[feature])}" for feature in sorted(weights)]
    return "\n".join(lines) + "\n"


def _row(numbers: Sequence[int]) -> str:
    padded = [*numbers, *[0] * (len(LABELS) - len(numbers))]
    return ",".join(str(number or "") for number in padded)


def measure(examples: Sequence[Example], words: dict[str, frozenset[str]], folds: int) -> None:
    """Print exact precision, recall and F1 by type, each part tagged by a model of the others."""
    order = list(range(len(examples)))
    random.Random(3).shuffle(order)
    gold: Counter[Kind] = Counter()
    found: Counter[Kind] = Counter()
    right: Counter[Kind] = Counter()
    for fold in range(folds):
        others = [examples[k] for at, k in enumerate(order) if at % folds != fold]
        tagger = Tagger(lexicon_for("id"), train(others, words))
        for k in order[fold::folds]:
            example = examples[k]
            names = set(example.names)
            tagged = {
                (one.start, one.end, one.kind)
                for one in tagger.tag(example.text, 0, len(example.text), frozenset())
                if one.kind is not None
            }
            gold.update(kind for _, _, kind in names)
            found.update(kind for _, _, kind in tagged)
            right.update(kind for _, _, kind in names & tagged)
    for kind in KINDS:
        print(f"{kind.value:13}", _figures(gold[kind], found[kind], right[kind]))
    print(f"{'all':13}", _figures(gold.total(), found.total(), right.total()))


def _figures(gold: int, found: int, right: int) -> str:
    precision, recall = right / max(1, found), right / max(1, gold)
    both = 2 * right / max(1, gold + found)
    return f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * both:.1f}"


if __name__ == "__main__":
    main()
