"""Writes the cases of the readers for text documents, with LibreOffice Writer by its own interface.

Run it with a Python that has LibreOffice's `uno` (Debian: /usr/bin/python3 with python3-uno), and
name the folder to write into. The tests read what is stored and never run this.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PIPE = "workbench-cases"


def main(folder: Path) -> None:
    """Start the program, write each document in each of its formats, and end it."""
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={PIPE};urp;",
             f"-env:UserInstallation=file://{profile}"]
        )  # fmt: skip
        desktop = _desktop()
        try:
            _write(desktop, _changed, folder, ["odt", "docx", "fodt"])
            _write(desktop, _locked, folder, ["odt"], Password="kapal")
            lock = (_value("EncryptFile", True), _value("DocumentOpenPassword", "kapal"))
            values = "[]com.sun.star.beans.PropertyValue"
            told = importlib.import_module("uno").Any(values, lock)
            _write(desktop, _locked, folder, ["pdf"], FilterData=told)
            _write(desktop, _plain, folder, ["odt", "docx", "epub", "pdf"])
            _write(desktop, _cells, folder, ["odt", "docx"])
        finally:
            desktop.terminate()
            office.wait(30)


def _desktop() -> Any:
    uno = importlib.import_module("uno")
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(60):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.5)
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


FILTERS = {
    "odt": "writer8",
    "docx": "MS Word 2007 XML",
    "fodt": "OpenDocument Text Flat XML",
    "epub": "EPUB",
    "pdf": "writer_pdf_Export",
}


def _value(name: str, value: Any) -> Any:
    made = importlib.import_module("uno").createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _write(desktop: Any, fill: Any, folder: Path, endings: list[str], **options: Any) -> None:
    document = desktop.loadComponentFromURL(
        "private:factory/swriter", "_blank", 0, (_value("Hidden", True),)
    )
    fill(document)
    for ending in endings:
        path = folder / f"{fill.__name__.strip('_')}.{ending}"
        told = [_value(name, value) for name, value in options.items()]
        told.append(_value("FilterName", FILTERS[ending]))
        document.storeToURL(path.resolve().as_uri(), tuple(told))
    document.close(True)


class Pen:
    """Writes at the end of a document."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.text = document.Text
        self.cursor = self.text.createTextCursor()

    def add(self, words: str, **properties: Any) -> None:
        self.cursor.gotoEnd(False)
        for name, value in properties.items():
            self.cursor.setPropertyValue(name, value)
        self.text.insertString(self.cursor, words, False)
        for name in properties:
            self.cursor.gotoEnd(False)
            self.cursor.setPropertyToDefault(name)

    def end(self) -> None:
        self.cursor.gotoEnd(False)
        self.text.insertControlCharacter(self.cursor, 0, False)

    def line_break(self) -> None:
        self.cursor.gotoEnd(False)
        self.text.insertControlCharacter(self.cursor, 1, False)

    def put(self, service: str, **properties: Any) -> Any:
        thing = self.document.createInstance(service)
        for name, value in properties.items():
            setattr(thing, name, value)
        self.cursor.gotoEnd(False)
        self.text.insertTextContent(self.cursor, thing, False)
        return thing


def _find(document: Any, words: str) -> Any:
    search = document.createSearchDescriptor()
    search.SearchString = words
    return document.findFirst(search)


def _said_of_itself(document: Any) -> None:
    said = document.DocumentProperties
    said.Title = "Hakim menunda sidang pelabuhan"
    said.Author = "Rina Wulandari"
    said.ModifiedBy = "Dewi Kartika"
    said.Keywords = ("pelabuhan", "sidang")
    said.Subject = "Hukum"


def _changed(document: Any) -> None:
    """Words that were struck out and put in, and all that stands inside of a sentence."""
    pen = Pen(document)
    pen.cursor.ParaStyleName = "Title"
    pen.add("Hakim menunda sidang pelabuhan")
    pen.end()
    pen.cursor.ParaStyleName = "Text body"
    pen.add("Hakim Sari Utami menunda sidang suap pelabuhan")
    note = pen.put("com.sun.star.text.Footnote")
    note.insertString(note.createTextCursor(), "Perkara nomor 17 tahun 2026.", False)
    pen.add(" sampai\tRabu.")
    pen.end()
    pen.add("Ia hadir di ruang sidang, kata jaksa Budi Hartono.")
    pen.end()
    pen.add("Saksi itu ")
    pen.add("kata yang disembunyikan ", CharHidden=True)
    pen.add("datang dari ")
    pen.add("Ambon")
    pen.add(" pagi tadi,")
    pen.line_break()
    pen.add("kata seorang petugas.")
    pen.put(
        "com.sun.star.text.textfield.Annotation", Author="Dewi", Content="Periksa lagi nama ini."
    )
    pen.end()
    pen.add("Sidang dibuka kembali,")
    pen.end()
    pen.add("ujar ketua pengadilan.")
    pen.end()
    frame = document.createInstance("com.sun.star.text.TextFrame")
    size = importlib.import_module("uno").createUnoStruct("com.sun.star.awt.Size")
    size.Width, size.Height = 6000, 2000
    frame.setSize(size)
    frame.AnchorType = importlib.import_module("uno").Enum(
        "com.sun.star.text.TextContentAnchorType", "AT_CHARACTER"
    )
    pen.add("Pengacara menolak berkomentar")
    pen.cursor.gotoEnd(False)
    pen.text.insertTextContent(pen.cursor, frame, False)
    frame.Text.insertString(frame.Text.createTextCursor(), "Tiga saksi belum diperiksa.", False)
    pen.add(" soal ")
    pen.add("putusan itu", HyperLinkURL="https://pengadilan.test/putusan")
    pen.add(".")
    pen.end()
    table = document.createInstance("com.sun.star.text.TextTable")
    table.initialize(2, 2)
    pen.cursor.gotoEnd(False)
    pen.text.insertTextContent(pen.cursor, table, False)
    for cell, words in {"A1": "Senin", "B1": "dua saksi", "A2": "Rabu", "B2": "satu saksi"}.items():
        table.getCellByName(cell).setString(words)
    pen.add("Sidang berikutnya digelar pekan depan.")
    _said_of_itself(document)
    town = _find(document, "Ambon")
    town.RubyText, town.RubyIsAbove = "kota", True
    document.RecordChanges = True
    place = _find(document, "hadir di ruang").Start
    place.Text.insertString(place, "tidak ", False)
    found = _find(document, " tadi")
    found.setString("")
    found = _find(document, "Sidang dibuka kembali,")
    cursor = found.Text.createTextCursorByRange(found.End)
    cursor.goRight(1, True)
    cursor.setString(" ")
    document.RecordChanges = False


def _plain(document: Any) -> None:
    """A document of nothing but paragraphs, that says nothing of itself; two chapters."""
    pen = Pen(document)
    for chapter, lines in {
        "Kapal feri kandas di Ambon": (
            "AMBON – Kapal feri itu kandas pada Senin pagi, kata syahbandar Yosef Lating.",
            "“Semua penumpang selamat,” ujarnya kepada wartawan.",
        ),
        "Harbour reopens": (
            "The harbour reopened on Wednesday, the port authority said.",
            "Ferries will run every hour.",
        ),
    }.items():
        pen.cursor.gotoEnd(False)
        pen.cursor.ParaStyleName = "Heading 1"
        pen.add(chapter)
        pen.end()
        for words in lines:
            pen.cursor.gotoEnd(False)
            pen.cursor.ParaStyleName = "Text body"
            pen.add(words)
            pen.end()


def _cells(document: Any) -> None:
    """A list, cells of several paragraphs, and what the program says of a document by itself."""
    pen = Pen(document)
    pen.add("Syarat kapal berlayar lagi")
    pen.end()
    pen.add("Syahbandar menyebut dua syarat:")
    pen.end()
    for words in ("mesin diperiksa", "muatan dikurangi"):
        pen.cursor.gotoEnd(False)
        pen.cursor.ParaStyleName = "List 1"
        pen.add(words)
        pen.end()
    pen.cursor.gotoEnd(False)
    pen.cursor.ParaStyleName = "Text body"
    table = document.createInstance("com.sun.star.text.TextTable")
    table.initialize(1, 2)
    pen.text.insertTextContent(pen.cursor, table, False)
    cell = table.getCellByName("A1")
    cursor = cell.createTextCursor()
    cell.insertString(cursor, "Alinea pertama dalam sel.", False)
    cell.insertControlCharacter(cursor, 0, False)
    cell.insertString(cursor, "Alinea kedua dalam sel.", False)
    table.getCellByName("B1").setString("Sel kedua.")
    pen.cursor.gotoEnd(False)
    pen.add("Kapal kembali berlayar pada Jumat.")
    document.DocumentProperties.Title = "Untitled 1"
    document.DocumentProperties.Author = "User"


def _locked(document: Any) -> None:
    """A document that is saved with a password."""
    Pen(document).add("Kapal feri itu kandas di Ambon.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
