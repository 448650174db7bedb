from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from exchange_bundles import example

from workbench.domain.choice import Choice
from workbench.errors import UsageError
from workbench.exchange import Format, find_format, formats, read, reader, write, writer


def test_every_format_does_what_the_registry_says() -> None:
    for known in formats():
        module = import_module(known.module)
        assert hasattr(module, "write") == known.writes
        assert hasattr(module, "read") == known.reads
        assert known.lost
        assert find_format(known.name) is known


@pytest.mark.parametrize("known", formats(), ids=lambda known: known.name)
def test_every_format_is_tested_by_itself(known: Format) -> None:
    name = f"test_exchange_{known.module.rpartition('.')[2]}.py"
    assert Path(__file__).with_name(name).exists(), f"tell in {name} what {known.name} writes"


@pytest.mark.parametrize(
    "known", [one for one in formats() if one.writes], ids=lambda one: one.name
)
def test_every_writer_says_how_much_it_wrote(known: Format, tmp_path: Path) -> None:
    articles = list(example().articles)
    written = write(known.name, example(), tmp_path if known.is_folder else io.BytesIO())
    assert written.articles == len(articles)
    assert written.claims == sum(len(one.claims) for one in articles)


@pytest.mark.parametrize(
    "known", [one for one in formats() if one.writes], ids=lambda one: one.name
)
def test_without_text_a_format_writes_none_of_its_words_or_refuses(
    known: Format, tmp_path: Path
) -> None:
    bundle = replace(example(), choice=Choice(without_text=True))
    target = tmp_path if known.is_folder else io.BytesIO()
    if not known.without_text:
        with pytest.raises(UsageError, match=r"made of the articles' text\. These are written"):
            write(known.name, bundle, target)
        assert not any(tmp_path.iterdir())
        return
    told = {loss.what: loss.count for loss in write(known.name, bundle, target).lost}
    assert (told["texts"], told["facts"]) == (1, 2)
    files = tmp_path.rglob("*") if known.is_folder else []
    data = b"".join(one.read_bytes() for one in files if one.is_file())
    data += target.getvalue() if isinstance(target, io.BytesIO) else b""
    for word in (b"wartawan", b"TRIPOLI", b"Nine killed", b"in print"):
        assert word not in data


def test_the_first_format_is_lossless() -> None:
    assert formats()[0].lost == "nothing"


@pytest.mark.parametrize(
    ("name", "nearest"), [("jsn", "jsonl"), ("JSONL", "jsonl"), ("brta", "brat")]
)
def test_an_unknown_format_is_refused_with_the_nearest(name: str, nearest: str) -> None:
    for ask in (find_format, writer, reader):
        with pytest.raises(UsageError) as caught:
            ask(name)
        message = str(caught.value)
        assert f"no format {name!r}" in message
        assert f"'{nearest}'" in message or f": {nearest}" in message


def test_wrong_options_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"csv has no option 'bmo'\. Did you mean 'bom'"):
        write("csv", example(), io.BytesIO(), {"bmo": "yes"})
    with pytest.raises(UsageError, match=r"bom cannot be 'maybe'\. It is no or yes"):
        write("csv", example(), io.BytesIO(), {"bom": "maybe"})
    with pytest.raises(UsageError, match="jsonl has no option 'analyst'"):
        read("jsonl", io.BytesIO(), {"analyst": "rina"})


def test_a_folder_format_wants_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        write("brat", example(), io.BytesIO())
    with pytest.raises(UsageError, match="is a file"):
        write("jsonl", example(), tmp_path)


def test_listing_formats_loads_no_format() -> None:
    heavy = "dataclasses", "json", "csv", "uuid", "textual", "rich", "jsonschema"
    program = (
        "import sys; from workbench.exchange import formats; formats(); "
        f"print(*sorted(m for m in sys.modules if m.startswith('workbench.') or m in {heavy}))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        "workbench.errors", "workbench.exchange", "workbench.exchange.formats",
    ]  # fmt: skip
