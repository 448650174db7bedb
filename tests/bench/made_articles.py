"""Articles for measuring: made of word lists, the same ones each time, no two alike.

They have what the desk shows (a dateline, named speakers, relays, times, quantities) and nothing
that anybody wrote. Measuring needs their size and shape, never their meaning.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.services.importing import import_documents, read
from workbench.services.workbench import Workbench
from workbench.store import open_store

OUTLETS = ("Kabar Lintang", "Warta Selat", "Harian Muara", "Suara Lembah", "Pos Pesisir")
GIVEN = ("Rahmat", "Sari", "Bagus", "Dewi", "Teguh", "Laras", "Yusuf", "Ningsih", "Hendra")
FAMILY = ("Wibowo", "Santika", "Halim", "Prakoso", "Anggraini", "Maulana", "Lestari", "Kusnadi")
ROLES = ("Bupati", "Kepala Dinas Perhubungan", "Juru Bicara Polri", "Gubernur", "Menteri")
PLACES = ("Kota Melur", "Teluk Sunda", "Bukit Asam", "Pasar Lama", "Muara Dua", "Tanjung Elok")
SUBJECTS = ("Warga", "Petugas", "Para nelayan", "Tim penyelamat", "Aparat desa", "Relawan")
ACTS = ("memperbaiki", "menutup", "mengungsikan", "memeriksa", "membagikan", "menahan")
OBJECTS = ("jembatan", "bantuan beras", "kapal motor", "gudang pupuk", "jalan desa", "puskesmas")
TIMES = ("kemarin", "hari ini", "pada Senin lalu", "dua pekan lalu", "sejak Kamis malam")
SYLLABLES = ("ba", "ra", "mi", "tu", "se", "lo", "ka", "na", "di", "pe", "ju", "wa", "go", "le")


def article(number: int) -> dict[str, Any]:
    """One document, the same for the same number: about 1,500 characters in Indonesian."""
    dice = random.Random(f"article {number}")
    place = dice.choice(PLACES)
    title = f"{dice.choice(SUBJECTS)} {dice.choice(ACTS)} {_thing(dice)} di {place}"
    paragraphs = [f"{place} - {_sentence(dice)} {_sentence(dice)}"]
    for _ in range(dice.randint(3, 6)):
        paragraphs.append(f"{_sentence(dice)} {_quote(dice)}")
    paragraphs.append(f"Sumber: {dice.choice(OUTLETS)}")
    day = number % 28 + 1
    month, year = number // 28 % 12 + 1, 2010 + number // 336 % 15
    return {
        "id": f"made-{number}",
        "title": title,
        "outlet": OUTLETS[number % len(OUTLETS)],
        "published": f"{year}-{month:02}-{day:02}T08:{number % 60:02}+07:00",
        "lang": "id",
        "text": title + "\n\n" + "\n\n".join(paragraphs) + "\n",
    }


def articles(count: int) -> Iterator[dict[str, Any]]:
    """The first so many documents."""
    return (article(number) for number in range(count))


def make_store(folder: Path, count: int) -> Path:
    """A database in folder with so many articles, imported as the command line imports them."""
    source, path = folder / f"made-{count}.jsonl", folder / f"made-{count}.db"
    with source.open("w", encoding="utf-8") as lines:
        for document in articles(count):
            lines.write(json.dumps(document, ensure_ascii=False) + "\n")
    with open_store(path) as store:
        added = sum(1 for _ in import_documents(Workbench(store, "importer"), read([source])))
    assert added == count
    return path


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4)))


def _thing(dice: random.Random) -> str:
    return f"{dice.choice(OBJECTS)} {_word(dice)}"


def _person(dice: random.Random) -> str:
    return f"{dice.choice(ROLES)} {dice.choice(GIVEN)} {dice.choice(FAMILY)}"


def _sentence(dice: random.Random) -> str:
    return (
        f"{dice.choice(SUBJECTS)} {dice.choice(ACTS)} {dice.randint(2, 900)} {_thing(dice)} "
        f"di {dice.choice(PLACES)} {dice.choice(TIMES)} karena {_word(dice)} {_word(dice)} "
        f"{_word(dice)}."
    )


def _quote(dice: random.Random) -> str:
    said = dice.choice(("kata", "ujar", "jelas"))
    words = _sentence(dice)[:-1]
    return f'"{words}," {said} {_person(dice)}, {dice.choice(TIMES)}.'
