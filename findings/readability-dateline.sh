#!/usr/bin/env bash
# Mozilla's Readability takes the dateline of an article for its author, and takes it out; likewise
# the person under a quotation.
#
# Surprising: where a page names no author in its head, the first short element whose class holds
# "dateline", "author" or "byline" becomes the byline and is removed from the text, wherever it
# stands. A paragraph of class "dateline" ("BOGOR, Monday (5/8/2024)") is gone, and is the author.
# A quotation with its speaker in an element of class "author-name" keeps the words and loses who
# said them, and that person has written the article. With a meta author all is as it should be.
# One would have expected: a byline begins with "by" or stands at the head of the article; a
# dateline is a place and a date; what is inside a blockquote belongs to it.
# Versions: @mozilla/readability 0.6.0 on linkedom 0.18.15. Seen on 28 November 2026.
# Matters: the dateline is what "yesterday" in the text is counted from, and the line under a
# quotation is the attribution. Many readers and archivers are built on this library: a text that
# comes through one may lack both without a gap to be seen. Look for them in the page itself.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
node_with @mozilla/readability@0.6.0 linkedom@0.18.15

node - <<'JS'
const { Readability } = require("@mozilla/readability");
const { parseHTML } = require("linkedom");

const PROSE = [1, 2, 3, 4, 5, 6]
  .map((n) => `<p>Police held three people at the old harbour after a report from the quarter, the
    district chief said in statement ${n}, and all of them were taken in, to be asked further.</p>`)
  .join("");
const DATELINE = '<p class="dateline">BOGOR, Monday (5/8/2024)</p>';
const QUOTED = `<blockquote><p>The ships are ready</p><p class="author-name">Ana Pratama,
  minister</p></blockquote>`;

function read(first, head = "") {
  const page = `<!doctype html><html lang="en"><head><title>Three people held</title>${head}</head>
    <body><article><h1>Three people held</h1>${first}${PROSE}</article></body></html>`;
  const { byline, textContent } = new Readability(parseHTML(page).document).parse();
  const text = textContent.replace(/\s+/g, " ");
  const kept = ["5/8/2024", "ships are ready", "Pratama"].filter((words) => text.includes(words));
  return `byline: ${byline.replace(/\s+/g, " ")}; in the text: ${kept.join(", ")}`;
}

const seen = [
  read(DATELINE),
  read(QUOTED),
  read(DATELINE + QUOTED, '<meta name="author" content="Rina Kartika">'),
];
const writtenDown = [
  "byline: BOGOR, Monday (5/8/2024); in the text: ",
  "byline: Ana Pratama, minister; in the text: ships are ready",
  "byline: Rina Kartika; in the text: 5/8/2024, ships are ready, Pratama",
];
seen.forEach((line, at) => {
  console.log(`  ${line}`);
  if (line !== writtenDown[at]) {
    console.log(`    CHANGED, it was: ${writtenDown[at]}`);
    process.exitCode = 1;
  }
});
JS
