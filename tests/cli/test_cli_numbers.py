"""Numbers over time on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from cli_cases import Cli
from cli_schemas import check

DIES = "{} orang tewas akibat banjir bandang di Kota Awu pada Senin (2/3/2026), kata {}.\n"
CAMP = "Pengungsi ditampung di Lapangan Merpati, Kecamatan Waru, Kabupaten Lintang.\n"


def told(cli: Cli, folder: Path) -> Cli:
    path = folder / "flood.jsonl"
    says = (("3", "Empat", "Rosa Lestari"), ("4", "Sembilan", "Rosa Lestari"),
            ("5", "Dua belas", "Joko Susilo"))  # fmt: skip
    lines = (
        {"id": day, "title": f"Banjir Awu {day}", "outlet": f"Media {day}", "lang": "id",
         "published": f"2026-03-0{day}T10:00+07:00",
         "text": f"Banjir Awu {day}\n\n{DIES.format(number, who)}{CAMP}"}
        for day, number, who in says
    )  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    cli.good("import", str(path))
    return cli


def test_a_quantity_is_told_with_who_changed_it_and_who_says_otherwise(
    cli: Cli, tmp_path: Path
) -> None:
    lines = told(cli, tmp_path).good("numbers", "--where", "title:Awu").lines
    assert lines[0] == "dead: 4 → 9 (Rosa Lestari); 12 (Joko Susilo)"
    assert lines[1].startswith("  2026-03-03 10:00  ? 4  #4 Media 3 ← Rosa Lestari: Empat orang")
    assert len(lines) == 4
    (record,) = cli.good("numbers", "--where", "title:Awu", "--json").records
    check([record], "quantity")
    assert record["disputed"]
    assert record["stands"] == [[0, 1], [2]]
    earlier = cli.good("numbers", "--where", "title:Awu", "--as-of", "2026-03-04").lines
    assert earlier[0] == "dead: 4 → 9 (Rosa Lestari)"
    assert cli.good("numbers", "--where", "number:1").lines == []
    assert cli("numbers", "--recorded").code == 2
