"""Label Studio's own library loads the configuration and the tasks, as it would an import.

It looks at no span and no relation label (an end past the text, another text: all are valid to it),
so both are checked here on what it loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from exchange_bundles import bundles, example
from exchange_tools import articles, check_came_back
from hypothesis import HealthCheck, given, settings
from peer_cases import worked_sample

from workbench.errors import DataError
from workbench.exchange import read, write
from workbench.exchange.bundle import Bundle

Peer = Callable[[str], Any]


def written(bundle: Bundle, folder: Path) -> tuple[str, list[Any]]:
    """The configuration, and the tasks."""
    write("label-studio", bundle, folder)
    return (folder / "labels.xml").read_text("utf-8"), json.loads(
        (folder / "tasks.json").read_bytes()
    )


def loaded(peer: Peer, config: str, tasks: list[Any]) -> Iterator[Mapping[str, Any]]:
    """The tasks as the library gives them, each valid by the configuration."""
    interface = peer("label_studio_sdk.label_interface").LabelInterface(config)
    interface.validate()
    values = peer("label_studio_sdk.label_interface.objects")
    for task in tasks:
        assert interface.validate_task({"data": task["data"]})
        for annotation in task["annotations"]:
            assert interface.validate_prediction(annotation, return_errors=True) == []
            annotation["completed_by"] = 1  # its model wants whoever imports it
        yield values.TaskValue(**task).model_dump()


def check_marks(task: Mapping[str, Any], config: Any) -> None:
    """What it does not check: that each region holds its words where a browser counts, each id is
    there once, each relation joins two regions by a label of the configuration."""
    units = task["data"]["text"].encode("utf-16-le")
    for annotation in task["annotations"]:
        results = annotation["result"]
        marks = {row["id"]: row["value"] for row in results if row["type"] == "labels"}
        assert len(marks) == sum(row["type"] == "labels" for row in results)
        for value in marks.values():
            start, end = value["start"], value["end"]
            assert 0 <= start < end <= len(units) // 2
            assert units[2 * start : 2 * end].decode("utf-16-le") == value["text"]
        for row in results:
            if row["type"] != "relation":
                assert row["id"] in marks
                continue
            assert {row["from_id"], row["to_id"]} <= marks.keys()
            assert row["labels"]
            assert all(f'<Relation value="{one}"/>' in config for one in row["labels"])


def check_whole(peer: Peer, bundle: Bundle, folder: Path) -> None:
    config, tasks = written(bundle, folder)
    back = list(loaded(peer, config, tasks))
    for task in back:
        check_marks(task, config)
    (folder / "tasks.json").write_text(json.dumps(back))
    items = list(read("label-studio", folder, {"analyst": "x"}))
    check_came_back(bundle, items, across_analysts=False)


@pytest.mark.parametrize("make", [lambda _: example(), worked_sample], ids=["example", "worked"])
def test_what_people_made_is_loaded_whole(
    peer: Peer, make: Callable[[Path], Bundle], tmp_path: Path
) -> None:
    out = tmp_path / "set"
    out.mkdir()
    bundle = make(tmp_path)
    check_whole(peer, bundle, out)
    assert any(item.claims for item in bundle.articles)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(bundles())
def test_any_set_is_loaded_whole(peer: Peer, bundle: Bundle) -> None:
    peer("label_studio_sdk")
    with TemporaryDirectory() as name:
        check_whole(peer, bundle, Path(name))


def test_a_label_that_the_configuration_lacks_is_found_by_it(peer: Peer, tmp_path: Path) -> None:
    """That its verdict above can be another one."""
    config, tasks = written(example(), tmp_path)
    interface = peer("label_studio_sdk.label_interface").LabelInterface(config)
    annotation = tasks[0]["annotations"][0]
    annotation["result"][0]["value"]["labels"] = ["Person"]
    annotation["result"][1]["from_name"] = "nobody"
    assert len(interface.validate_prediction(annotation, return_errors=True)) == 2


def test_its_exports_without_relations_are_refused_with_words(peer: Peer, tmp_path: Path) -> None:
    config, tasks = written(example(), tmp_path)
    for task in tasks:
        for number, annotation in enumerate(task["annotations"]):
            annotation |= {"id": number, "completed_by": 1, "lead_time": 1.0}
    (tmp_path / "export.json").write_text(json.dumps([task | {"id": 1} for task in tasks]))
    converter = peer("label_studio_sdk.converter").Converter(config, str(tmp_path))
    source, flat, table = str(tmp_path / "export.json"), tmp_path / "min", tmp_path / "table"
    converter.convert_to_json_min(source, str(flat), is_dir=False)
    converter.convert_to_csv(source, str(table), is_dir=False, sep=",", header=True)
    for folder, told in ((flat, "JSON_MIN, which has lost"), (table, r"no JSON")):
        (made,) = folder.iterdir()
        with pytest.raises(DataError, match=told):
            list(read("label-studio", made, {"analyst": "x"}))
    items = list(read("label-studio", tmp_path / "export.json", {"analyst": "x"}))
    assert len(articles(items)) == 1
