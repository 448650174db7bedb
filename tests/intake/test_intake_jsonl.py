from __future__ import annotations

import contextlib
import hashlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import RefusedError
from workbench.intake import Document, Input, Limits, Refused, read
from workbench.intake.objects import json_file, json_lines


def write(tmp_path: Path, words: str, name: str = "a.jsonl") -> list[Document | Refused]:
    path = tmp_path / name
    path.write_bytes(words.encode("utf-8"))
    return list(read([path]))


def document(tmp_path: Path, record: object) -> Document:
    (found,) = write(tmp_path, json.dumps(record))
    assert isinstance(found, Document), found
    return found


def test_every_field_of_the_contract_is_read(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "text": "Isi & &amp; apa adanya",
        "title": " Judul \n dua baris ",
        "outlet": "Antara",
        "published": "2020-01-09T21:15+07:00",
        "url": "https://example.test/1",
        "lang": "id-ID",
        "author": ["Ani", "Budi"],
        "editor": "Citra",
        "translation": "Body\nsecond line",
    }
    found = document(tmp_path, record)
    assert found.text == "Isi & &amp; apa adanya"
    assert found.title == "Judul dua baris"
    assert (found.outlet, found.author, found.editor) == ("Antara", "Ani, Budi", "Citra")
    assert (found.published, found.published_basis) == ("2020-01-09T21:15+07:00", "metadata")
    assert (found.lang, found.foreign_id, found.translation) == ("id", "7", "Body\nsecond line")
    assert found.extra == {}
    assert found.raw_sha256 == hashlib.sha256(json.dumps(record).encode()).hexdigest()


@pytest.mark.parametrize(
    ("label", "code"),
    [("IN", "id"), ("eng", "en"), ("id_ID", "id"), ("min", ""), ("ban-Latn", ""), ("Bahasa", "")],
)
def test_a_language_without_a_code_of_two_letters_is_none(
    tmp_path: Path, label: str, code: str
) -> None:
    assert document(tmp_path, {"text": "Isi", "lang": label}).lang == code


def test_second_names_are_taken_and_the_rest_is_kept(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        {"body": "Isi", "source": "Tempo", "date": "2020", "n": 3, "ok": True, "no": None,
         "score": 0.5, "tags": ["é", {"b": 1}], "title": None},
    )  # fmt: skip
    assert (found.text, found.outlet, found.published, found.title) == ("Isi", "Tempo", "2020", "")
    assert found.extra == {
        "n": 3,
        "ok": True,
        "no": None,
        "score": "0.5",
        "tags": '["é", {"b": 1}]',
    }


def test_a_key_that_lost_to_another_is_kept(tmp_path: Path) -> None:
    found = document(tmp_path, {"text": "Isi", "body": "Lain", "outlet": {"name": "X"}})
    assert found.text == "Isi"
    assert found.extra == {"body": "Lain", "outlet": '{"name": "X"}'}


def test_an_overlong_title_is_cut_and_kept_whole_beside(tmp_path: Path) -> None:
    found = document(tmp_path, {"text": "Isi", "title": "j" * 5000})
    assert len(found.title) == 1000
    assert found.extra["title"] == "j" * 5000
    assert found.notes == ("title cut to 1,000 code points",)


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = ['{"text":"satu"}', "{rusak", "", "[1]", '{"id":"x9","title":"tanpa isi"}',
             '{"text":" "}', '{"text":5}', '{"text":"dua"}']  # fmt: skip
    found = write(tmp_path, "\r\n".join(lines))
    assert [item.origin for item in found] == [f"a.jsonl:{n}" for n in (1, 2, 4, 5, 6, 7, 8)]
    assert [type(item).__name__ for item in found] == [
        "Document", "Refused", "Refused", "Refused", "Refused", "Refused", "Document",
    ]  # fmt: skip
    reasons = [item.reason for item in found if isinstance(item, Refused)]
    assert reasons[0].startswith("it is not JSON: ")
    assert reasons[1] == "it is not a JSON object"
    assert reasons[2] == "it has no text"
    assert reasons[3] == "it holds no text"
    assert reasons[4] == "its text is no string"
    assert isinstance(found[3], Refused)
    assert found[3].foreign_id == "x9"


def test_an_overlong_line_is_skipped_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text":"' + "x" * 3_000_000 + '"}\n{"text":"dua"}\n')
    first, second = read([path], limits=Limits(file_bytes=1000))
    assert isinstance(first, Refused)
    assert first.origin == "a.jsonl:1"
    assert isinstance(second, Document)


def test_a_file_of_many_lines_may_be_over_the_byte_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text":"isi"}\n' * 100)
    assert len(list(read([path], limits=Limits(file_bytes=50)))) == 100


@pytest.mark.parametrize(
    ("words", "origins"),
    [
        ('{"text":"satu"}', ["a.json"]),
        ('[{"text":"satu"} , {"text":"dua"}]', ["a.json[1]", "a.json[2]"]),
        ('\ufeff\n[{"text":"satu"}]\n', ["a.json[1]"]),
        ('{"text":"satu"}\n{"text":"dua"}\n', ["a.json:1", "a.json:2"]),
    ],
)
def test_json_files_hold_an_object_a_list_or_lines(
    tmp_path: Path, words: str, origins: list[str]
) -> None:
    found = write(tmp_path, words, "a.json")
    assert [item.origin for item in found] == origins
    assert all(isinstance(item, Document) for item in found)


def test_a_broken_list_keeps_what_came_before(tmp_path: Path) -> None:
    found = write(tmp_path, '[{"text":"satu"}, {"text":', "a.json")
    assert [type(item) for item in found] == [Document, Refused]
    assert found[1].origin == "a.json[2]"


def test_each_item_of_a_list_has_a_hash_of_its_own(tmp_path: Path) -> None:
    (found,) = write(tmp_path, '[ {"text":  "satu"} ]', "a.json")
    assert isinstance(found, Document)
    assert found.raw_sha256 == hashlib.sha256(b'{"text":  "satu"}').hexdigest()


@pytest.mark.parametrize(
    "words",
    [
        "[" * 200_000,
        '{"text":"isi","x":' + "[" * 200_000,
        '{"text":' + "1" * 10_000 + "}",
        '{"text":"a","id":true}',
        '{"text":"\\ud800\\u0000"}',
        '{"text":"a","\\ud800":"\\udfff"}',
        '{"text":NaN}',
    ],
)
def test_hostile_json_gives_documents_that_can_be_stored_or_refusals(
    tmp_path: Path, words: str
) -> None:
    for name in ("a.jsonl", "a.json"):
        for found in write(tmp_path, words, name):
            if isinstance(found, Document):
                found.text.encode("utf-8")
                json.dumps(dict(found.extra), ensure_ascii=False).encode("utf-8")


def test_wide_or_binary_files_are_refused_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text":"a"}\n'.encode("utf-16") * 5)
    (found,) = read([path])
    assert isinstance(found, Refused)
    assert "UTF-16" in found.reason


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_documents_or_refusals(raw: bytes) -> None:
    found = list(json_lines.read(Input(io.BytesIO(raw), "x", "jsonl", Limits())))
    with contextlib.suppress(RefusedError):
        found += json_file.read(Input(io.BytesIO(raw), "x", "jsonl", Limits()))
    assert all(isinstance(item, Document | Refused) for item in found)
