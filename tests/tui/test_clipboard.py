from __future__ import annotations

from pathlib import Path

from workbench.tui.clipboard import copy

LOCAL = {"TERM": "xterm-256color"}


class _Sent:
    """The terminal's side: what it was sent."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def copy_to_clipboard(self, text: str) -> None:
        self.texts.append(text)


def test_a_copy_goes_to_the_terminal_and_to_a_private_file(tmp_path: Path) -> None:
    sent = _Sent()
    said = copy("sembilan orang", sent, limit=100, environ=LOCAL, folder=tmp_path)
    file = tmp_path / "clipboard.txt"
    assert sent.texts == ["sembilan orang"]
    assert file.read_text(encoding="utf-8") == "sembilan orang"
    assert file.stat().st_mode & 0o777 == 0o600
    assert said == f"14 characters sent to the terminal's clipboard; also in {file}"
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_too_long_or_has_no_clipboard_goes_to_the_file_alone(tmp_path: Path) -> None:
    for words, environ in (("x" * 101, LOCAL), ("x", {"TERM": "linux"}), ("x", {"STY": "1.a"})):
        sent = _Sent()
        said = copy(words, sent, limit=100, environ=environ, folder=tmp_path)
        assert sent.texts == []
        assert str(tmp_path / "clipboard.txt") in said


def test_tmux_is_told_apart(tmp_path: Path) -> None:
    said = copy("x", _Sent(), limit=9, environ=LOCAL | {"TMUX": "/tmp/s,1,0"}, folder=tmp_path)
    assert "set-clipboard" in said


def test_no_escape_sequence_is_copied(tmp_path: Path) -> None:
    sent = _Sent()
    copy("a\x1b[201~\nrm -rf ~\ud800", sent, limit=100, environ=LOCAL, folder=tmp_path)
    assert "\x1b" not in sent.texts[0]
    assert "\x1b" not in (tmp_path / "clipboard.txt").read_text(encoding="utf-8")


def test_a_full_disk_does_not_keep_from_copying(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sent = _Sent()
    said = copy("x", sent, limit=9, environ=LOCAL, folder=tmp_path / "file")
    assert sent.texts == ["x"]
    assert said == "1 character sent to the terminal's clipboard"
