"""What cannot be there and is read from a damaged file is no defect of the program."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from workbench.errors import DataError, UsageError
from workbench.services.damage import blaming_damage, damage_of
from workbench.store import Place

pytestmark = pytest.mark.usefixtures("only_file")


@pytest.fixture
def path(template: Place, tmp_path: Path) -> Path:
    return Path(shutil.copy(template.file, tmp_path / "bench.db"))


def fail_on(path: Path) -> None:
    with blaming_damage(Place(path)):
        raise KeyError("published_at")


def test_an_error_over_a_sound_file_stays_what_it_is(path: Path) -> None:
    assert damage_of(Place(path)) is None
    with pytest.raises(KeyError):
        fail_on(path)


def test_an_error_over_a_damaged_file_names_the_damage(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER article_text_fixed")
        connection.execute("UPDATE article_text SET text = text || '?' WHERE id = 3")
    with pytest.raises(DataError, match="is damaged: ") as error:
        fail_on(path)
    assert f"workbench salvage {path}" in str(error.value)
    assert isinstance(error.value.__cause__, KeyError)


def test_what_a_user_did_is_not_the_files_fault(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(UsageError), blaming_damage(Place(path)):
        raise UsageError("no such field")
