"""The codebook on the command line: written, edited in an editor, taken in, asked about."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

from cli_cases import Cli
from cli_schemas import check


def claim_of(annotated: Cli) -> str:
    uid: str = annotated.good("claims", "--json").records[0]["uid"]
    return uid


def editor(folder: Path, code: str) -> str:
    """A program that changes the file it is given, in Python."""
    script = folder / "editor.py"
    script.write_text(f"import sys, pathlib\nfile = pathlib.Path(sys.argv[1])\n{code}\n")
    return f"{sys.executable} {script}"


def test_an_entry_is_written_changed_and_shown(annotated: Cli) -> None:
    annotated.good("codebook", "add", "topic", "Banjir", "Air di darat.")
    annotated.good("codebook", "set", "banjir", "Air di darat, bukan rob.")
    annotated.good("codebook", "add", "rule", "bantahan", "--where", "assertion:denies")
    annotated.good("codebook", "example", "bantahan", "1", "Gudang di Pelabuhan", "--not",
                   "--why", "judul")  # fmt: skip
    shown = annotated.good("codebook").out
    assert "## Topic: Banjir\n\nAir di darat, bukan rob.\n" in shown
    assert "- not #1 0-19: “Gudang di Pelabuhan” judul" in shown
    records = annotated.good("codebook", "show", "--json").records
    check(records, "guideline")
    assert [one["version"] for one in records] == [4, 2]
    versions = annotated.good("codebook", "versions", "--json").records
    check(versions, "version")
    assert len(versions) == 4
    assert "-Air di darat." in annotated.good("codebook", "diff", "1", "2").out
    assert "Air di darat.\n" in annotated.good("codebook", "show", "--as-of", "1").out
    (then,) = annotated.good("codebook", "show", "--as-of", "2", "--json").records
    assert (then["words"], then["version"]) == ("Air di darat, bukan rob.", 2)
    assert annotated("codebook", "show", "--as-of", "9").code == 4
    assert annotated("codebook", "show", "gempa").code == 4
    assert annotated("codebook", "add", "topic", "BANJIR").code == 2
    annotated.good("codebook", "remove", "bantahan", "--example", "1")
    annotated.good("codebook", "rename", "bantahan", "sangkalan")
    annotated.good("codebook", "remove", "sangkalan")
    assert len(annotated.good("codebook", "show", "--json").records) == 1


def test_it_is_edited_in_an_editor_and_what_cannot_be_taken_is_kept(
    annotated: Cli, tmp_path: Path
) -> None:
    annotated.monkeypatch.delenv("VISUAL", raising=False)
    annotated.good("codebook", "add", "topic", "Banjir", "satu")
    annotated.monkeypatch.setenv(
        "EDITOR",
        editor(tmp_path, "file.write_text(file.read_text() + '\\n## Topic: panen\\n\\nPadi.\\n')"),
    )
    assert "added: topic panen" in annotated.good("codebook", "edit").err
    annotated.monkeypatch.setenv("EDITOR", editor(tmp_path, "file.write_text('## Topik: x\\n')"))
    done = annotated("codebook", "edit")
    assert done.code == 2
    kept = Path(done.err.strip().rpartition(" ")[2].rstrip("."))
    assert "line 1" in done.err
    assert kept.read_text() == "## Topik: x\n"
    assert kept.stat().st_mode & 0o777 == 0o600
    annotated.monkeypatch.setenv("EDITOR", "true")
    assert "nothing was changed" in annotated.good("codebook", "edit").err
    annotated.monkeypatch.setenv("EDITOR", "false")
    assert annotated("codebook", "edit").code == 2
    annotated.monkeypatch.delenv("EDITOR")
    assert annotated("codebook", "edit").code == 2


def test_what_show_printed_is_taken_in_again(annotated: Cli, tmp_path: Path) -> None:
    annotated.good("codebook", "add", "topic", "Banjir", "satu می\u200cرود \u202eiga")
    file = tmp_path / "codebook.md"
    assert "می\u200cرود" not in annotated.good("codebook", "show").out
    file.write_text(annotated.good("codebook", "export").out.replace("satu", "dua"), "utf-8")
    assert "changed: topic Banjir" in annotated.good("codebook", "import", file).err
    assert "nothing changed" in annotated.good("codebook", "import", file).err
    (one,) = annotated.good("codebook", "--json").records
    assert one["words"] == "dua می\u200cرود \u202eiga"
    assert annotated("codebook", "import", "-", stdin=b"\xff").code == 1
    assert annotated("codebook", "set", "Banjir", "-", stdin="tiga".encode("utf-16")).code == 1
    file.write_bytes(b"\xff\xfe")
    assert annotated("codebook", "import", file).code == 1
    assert annotated("codebook", "import", tmp_path / "none.md").code == 4
    again = annotated.good("codebook", "import", "-", stdin=b"## Topic: panen\n")
    assert "1 entry that it does not have" in again.err


def test_claims_are_flagged_listed_as_touched_and_kept(annotated: Cli) -> None:
    uid = claim_of(annotated)
    assert annotated("codebook", "flag", uid).code == 2
    annotated.good("codebook", "flag", uid, "kiasan?")
    flags = annotated.good("codebook", "flags", "--json").records
    check(flags, "flag")
    assert [(one["claim"], one["words"]) for one in flags] == [(uid, "kiasan?")]
    assert "nothing of it" in annotated.good("codebook", "touched").err
    annotated.good("codebook", "add", "claim", "berita", "Apa pun yang dikatakan.")
    touched = annotated.good("codebook", "touched", "--json")
    check(touched.records, "claim")
    assert uid in [one["uid"] for one in touched.records]
    assert annotated.good("codebook", "touched", "--flagged", "--mine", "--json").records
    assert f"{uid[:8]}  " in annotated.good("codebook", "touched", "berita").out
    annotated.good("codebook", "settle", uid)
    annotated.good("codebook", "keep", uid)
    assert uid[:8] not in annotated.good("codebook", "touched").out
    assert "nothing changed" in annotated.good("codebook", "keep", uid).err


def test_the_command_that_touched_names_can_be_pasted(annotated: Cli) -> None:
    annotated.good("codebook", "add", "topic", "Jum'at", "hari")
    named = shlex.split(annotated.good("codebook", "touched").err.splitlines()[-1])
    assert named[:3] == ["workbench", "claims", "--where"]
    annotated.good(*named[1:])


def test_an_export_says_which_codebook_there_was(annotated: Cli, tmp_path: Path) -> None:
    def header() -> dict[str, object]:
        first: dict[str, object] = annotated.good(
            "export", "--format", "jsonl", "--out", "-"
        ).records[0]
        return first

    assert "codebook" not in header()
    annotated.good("codebook", "add", "topic", "Banjir", "satu")
    said = header()
    check([said], "export")
    assert said["codebook"] == {"version": 1, "hash": said["head"][:12]}  # type: ignore[index]
    annotated.good("export", "--format", "package", "--out", tmp_path / "set")
    package = json.loads((tmp_path / "set" / "datapackage.json").read_text())
    assert package["workbench"]["codebook"] == said["codebook"]
    assert "codebook: version 1" in (tmp_path / "set" / "README.md").read_text()
