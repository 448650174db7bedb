"""Fits the weights of `workbench.match.stances` on pairs of statements, and tells how well it does
on those that it was not fitted on:

    python -m tests.bench.fit_stances PAIRS.jsonl MORE.jsonl ... [--write]

A pair has "a" and "b", each with text, exact (the statement in it), speaker, lang and published,
and "kind": same, contradicts, updates, specifies or none. Each file is weighed by the others, as
those of one file were written in one go and have more in common. A stance is proposed from the
least probability on that was right often enough there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import mul
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any, NamedTuple

from workbench.domain.counterpart import Stance
from workbench.domain.signature import Signature
from workbench.extract import extract
from workbench.extract.signing.signer import Signer
from workbench.match import stances
from workbench.match.sides import Side
from workbench.match.stances import Comparison, compare, features, probabilities, settled

_NONE = "none"
_KINDS = (*Stance, _NONE)
_STEPS, _PACE, _KEPT, _HOLD = 160, 0.4, 0.9, 0.02
"""Steps of a fit, how long each is, what is kept of the last, how weights are held down."""
_RIGHT = {Stance.SAME: 0.913, Stance.CONTRADICTS: 0.75, Stance.UPDATES: 0.7, Stance.SPECIFIES: 0.7}
"""How often a proposal of a stance is to be right; one of the same more often than the 0.9 that is
aimed at, as pairs by other hands are judged worse."""
_FEWEST, _LOWEST = 5, 0.3
"""Proposals that tell how often they are right; and a chance below which nothing is proposed."""
_HEAD = """# What each thing that is seen of two statements weighs for each stance, fitted by
# tests/bench/fit_stances.py on pairs written for it. The last of a row stands alone.
# `least`: from which probability on one is proposed.
"""

Weights = dict[str, list[float]]


class Pair(NamedTuple):
    """A pair as it is weighed."""

    file: str
    kind: str
    lang: str
    near_miss: str
    seen: list[float]
    compared: Comparison

    @property
    def allowed(self) -> frozenset[Stance]:
        """What may be proposed of it at all."""
        return frozenset(filter(self.compared.allows, Stance))


def main(arguments: Sequence[str]) -> None:
    """Fit, tell, and write where asked to."""
    files = [Path(one) for one in arguments if not one.startswith("--")]
    names, pairs = _read(files)
    chances = _crossed(pairs)
    least = {stance: _least(stance, pairs, chances) for stance in Stance}
    _tell(pairs, chances, least)
    if "--write" in arguments:
        _write(names, _fit(pairs), least)


def _read(files: Iterable[Path]) -> tuple[list[str], list[Pair]]:
    names: list[str] = []
    pairs: list[Pair] = []
    lines = ((path.stem, line) for path in files for line in path.read_text("utf-8").splitlines())
    for file, line in lines:
        record = json.loads(line)
        one, other = sorted((_signed(record[key]) for key in "ab"), key=lambda each: each.day)
        compared = compare(Side(one), Side(other))
        seen = features(compared)
        names = names or list(seen)
        lang = "-".join(dict.fromkeys(sorted((one.lang, other.lang))))
        values = [round(seen[name], 4) for name in names]
        near = record.get("near_miss") or ""
        pairs.append(Pair(file, record["kind"], lang, near, values, compared))
    return names, pairs


def _signed(side: dict[str, Any]) -> Signature:
    text, lang, day = side["text"], side["lang"], side["published"][:10]
    facts = extract(text, lang=lang, anchor=day, anchor_basis="metadata")
    signer = Signer(text, facts, lang, day=date.fromisoformat(day).toordinal())
    start = text.index(side["exact"])
    end, around = start + len(side["exact"]), signer.sign(0, len(text))
    return signer.sign(start, end, around=around, voice=side["speaker"] or "")


def _crossed(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """The chances of each pair by weights fitted on the other files."""
    weights = {
        file: _fit([pair for pair in pairs if pair.file != file])
        for file in {pair.file for pair in pairs}
    }
    return [settled(probabilities(pair.seen, weights[pair.file]), pair.compared) for pair in pairs]


def _fit(pairs: Sequence[Pair]) -> Weights:
    """Multinomial logistic weights, of features as they are seen."""
    columns = list(zip(*(pair.seen for pair in pairs), strict=True))
    middle = [fmean(column) for column in columns]
    spread = [pstdev(column) or 1.0 for column in columns]
    rows = [
        [*((value - m) / s for value, m, s in zip(pair.seen, middle, spread, strict=True)), 1.0]
        for pair in pairs
    ]
    back = list(zip(*rows, strict=True))
    weights: Weights = {kind: [0.0] * len(back) for kind in _KINDS}
    moved: Weights = {kind: [0.0] * len(back) for kind in _KINDS}
    for _ in range(_STEPS):
        chances = [probabilities(row[:-1], weights) for row in rows]
        for kind in _KINDS:
            off = [
                one[kind] - (pair.kind == kind) for one, pair in zip(chances, pairs, strict=True)
            ]
            slope = [sum(map(mul, off, column)) / len(rows) for column in back]
            row, before = weights[kind], moved[kind]
            for at, steep in enumerate(slope):
                held = _HOLD * row[at] if at < len(row) - 1 else 0.0
                before[at] = _KEPT * before[at] - _PACE * (steep + held)
                row[at] += before[at]
    return {kind: _unscaled(row, middle, spread) for kind, row in weights.items()}


def _unscaled(
    row: Sequence[float], middle: Sequence[float], spread: Sequence[float]
) -> list[float]:
    plain = [weight / s for weight, s in zip(row, spread, strict=False)]
    return [*plain, row[-1] - sum(map(mul, plain, middle))]


def _least(stance: Stance, pairs: Sequence[Pair], chances: Sequence[dict[str, float]]) -> float:
    """From which chance on a stance is right often enough."""
    rows = sorted(
        (
            (one[stance], pair.kind == stance)
            for one, pair in zip(chances, pairs, strict=True)
            if stance in pair.allowed
        ),
        reverse=True,
    )
    best, right = 1.0, 0
    for many, (chance, is_right) in enumerate(rows, 1):
        right += is_right
        if chance < _LOWEST:
            break
        if is_right and many >= _FEWEST and right / many >= _RIGHT[stance]:
            best = chance
    return best


def _proposed(pair: Pair, chances: dict[str, float], least: dict[Stance, float]) -> Stance | None:
    open_to = [
        stance for stance in Stance if chances[stance] >= least[stance] and stance in pair.allowed
    ]
    return max(open_to, key=lambda one: chances[one], default=None)


def _tell(
    pairs: Sequence[Pair], chances: Sequence[dict[str, float]], least: dict[Stance, float]
) -> None:
    rows = [
        (pair, one, _proposed(pair, one, least)) for pair, one in zip(pairs, chances, strict=True)
    ]
    print({stance.value: round(value, 2) for stance, value in least.items()})
    groups = sorted({(pair.file, pair.lang)[at] for pair in pairs for at in (0, 1)})
    for group in ("", *groups):
        mine = [row for row in rows if not group or group in (row[0].file, row[0].lang)]
        same = [one[Stance.SAME] for pair, one, _ in mine if pair.kind == Stance.SAME]
        others = [one[Stance.SAME] for pair, one, _ in mine if pair.kind != Stance.SAME]
        area = f"AUC of same {_area(same, others):.3f}"
        print(group or "all", len(mine), area, *_by_stance(mine))
    wrong = [pair for pair, _, told in rows if told is Stance.SAME and pair.kind != Stance.SAME]
    print("wrongly same:", [f"{pair.kind} {pair.near_miss}".strip() for pair in wrong])


def _by_stance(rows: Sequence[tuple[Pair, dict[str, float], Stance | None]]) -> Iterator[str]:
    for stance in Stance:
        told = [pair for pair, _, each in rows if each is stance]
        right = sum(pair.kind == stance for pair in told)
        there = sum(pair.kind == stance for pair, _, _ in rows)
        yield f"| {stance.value} {right}/{len(told)} of {there}"


def _area(ones: Iterable[float], others: Sequence[float]) -> float:
    return fmean((one > other) + (one == other) / 2 for one in ones for other in others)


def _write(names: Sequence[str], weights: Weights, least: dict[Stance, float]) -> None:
    path = Path(stances.__file__).with_suffix(".toml")
    lines = [_HEAD, "features = [", *(f'    "{name}",' for name in names), "]", "", "[least]"]
    lines += [f"{stance.value} = {value:.3f}" for stance, value in least.items()]
    lines += ["", "[weights]"]
    for kind, row in weights.items():
        lines.append(f"{kind!s} = [{', '.join(f'{weight:.3f}' for weight in row)}]")
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
