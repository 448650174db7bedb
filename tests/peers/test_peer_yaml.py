"""The heads of a vault's notes, by the YAML readers that people's programs are built on.

Obsidian and most of its plugins read heads in JavaScript, static site makers and scripts by PyYAML
or ruamel.yaml; PyYAML alone is asked with all other tests too (`tests/exchange`).
"""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import example
from vault_reading import read_vault

from workbench.exchange import write
from workbench.exchange.vault.head import lines

PARTS = [*range(0, 0xD800, 0x400), *range(0xE000, 0x11000, 0x400)]
"""Where parts of the first plane begin, without halves of pairs, and of the start of the next."""
VALUES = {
    **{f"from{start:05x}": "".join(map(chr, range(start, start + 0x400))) for start in PARTS},
    "emoji": "👩‍👩‍👧‍👦 🇮🇩 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𠮷",
    "noncharacters": "\ufffe\uffff\U0001fffe\U0010ffff\ufdd0",
    "ends": "a\r\nb\n\n c\t\x85\u2028\u2029 ",
    "quoted": "\"'\\ \\n \\u0041 %TAG !x &a *a {a: b} [c] # d | > ---",
}  # fmt: skip
AS_ELSE = (
    "yes",
    "no",
    "on",
    "null",
    "~",
    "1e3",
    "0o17",
    "12:30",
    "2024-08-05",
    "=",
    "<<",
    ".inf",
    "",
)
READERS = ["yaml", "yaml C", "ruamel", "ruamel safe", "js-yaml"]

JS = """
const yaml = require('js-yaml');
const heads = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(heads.map((one) => yaml.load(one))));
"""


@pytest.fixture(params=READERS)
def load(request: pytest.FixtureRequest, peer: Callable[[str], Any]) -> Callable[[str], Any]:
    """One reader: the text of a head -> what it holds."""
    if request.param == "js-yaml":
        modules: Path = request.getfixturevalue("node_modules")
        return lambda head: _by_node(head, modules)
    if request.param.startswith("yaml"):
        library = peer("yaml")
        loader = library.CSafeLoader if request.param == "yaml C" else library.SafeLoader
        return lambda head: library.load(head, loader)
    reader = peer("ruamel.yaml").YAML(typ="safe" if "safe" in request.param else "rt")
    return lambda head: reader.load(io.StringIO(head))


def _by_node(head: str, modules: Path) -> Any:
    done = subprocess.run(
        ["node", "-e", JS], input=json.dumps([head]), capture_output=True, text=True, check=False,
        env={"NODE_PATH": str(modules), "PATH": "/usr/local/bin:/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)[0]


def test_every_letter_comes_back(load: Callable[[str], Any]) -> None:
    found = load("\n".join(lines(VALUES)) + "\n")
    assert {name: found[f"wb-{name}"] for name in VALUES} == VALUES


def test_what_looks_like_something_else_stays_text(load: Callable[[str], Any]) -> None:
    assert load("\n".join(lines({"all": AS_ELSE}))) == {"wb-all": list(AS_ELSE)}


def test_the_heads_of_notes_are_read(load: Callable[[str], Any], tmp_path: Path) -> None:
    bundle = example()
    (annotated,) = bundle.articles
    metadata = replace(annotated.article.metadata, title=VALUES["ends"] + VALUES["quoted"])
    article = replace(annotated.article, metadata=metadata)
    write("vault", replace(bundle, articles=(replace(annotated, article=article),)), tmp_path)
    heads = {note.name: load(note.head) for note in read_vault(tmp_path)}
    assert len(heads) == 10
    title = next(one["wb-title"] for one in heads.values() if one["wb-kind"] == "article")
    assert title == metadata.title
    exact = {one["wb-exact"] for one in heads.values() if one["wb-kind"] == "claim"}
    assert exact == {claim.span.exact for claim in annotated.claims}
