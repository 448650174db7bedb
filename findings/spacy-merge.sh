#!/usr/bin/env bash
# In spaCy, merging two words moves the spans behind them onto other words.
#
# Surprising: a Doc keeps spans in doc.ents and in groups, doc.spans["..."]. When tokens are merged
# or split (doc.retokenize, or the component merge_entities), doc.ents moves along. The spans in
# groups keep their token numbers and so stand on other words from there on; a Span object that one
# still holds, likewise. Their start_char and end_char stay right, so that one span gives two
# answers: text[span.start_char:span.end_char] is the name, span.text is something else. Both
# answers are saved, and loaded again, by DocBin.
# One would have expected: groups move like ents, or merging with groups is refused; anyway that
# span.text and its own offsets agree.
# Versions: spacy 3.8.18. Seen on 28 November 2026.
# Matters: groups are where overlapping spans must go (speaker inside content), and merging names
# is a usual step before a parse. Every speaker behind the first merged name is then somebody else.
# Keep offsets of letters outside the Doc, and make the groups after the last merge.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with spacy==3.8.18

"$python" - <<'PY'
import spacy
from spacy.tokens import DocBin
from telling import tell

TEXT = "Foreign Minister Ana Pratama said that the ships were ready, according to Rina Kartika."
START = TEXT.index("Ana")
END = START + len("Ana Pratama")

doc = spacy.blank("en")(TEXT)
speaker = doc.char_span(START, END, label="SPEAKER")
doc.spans["hops"] = [speaker]
doc.ents = [speaker]
with doc.retokenize() as merging:
    merging.merge(doc[0:2])

[hop] = doc.spans["hops"]
[saved] = DocBin(docs=[doc]).get_docs(doc.vocab)
[loaded] = saved.spans["hops"]
tell(
    {
        "the text is the same": doc.text == TEXT,
        "in ents": [entity.text for entity in doc.ents],
        "in the group, by its words": hop.text,
        "in the group, by its letters": TEXT[hop.start_char : hop.end_char],
        "saved and loaded, by its words": loaded.text,
        "saved and loaded, by its letters": TEXT[loaded.start_char : loaded.end_char],
    },
    {
        "the text is the same": True,
        "in ents": ["Ana Pratama"],
        "in the group, by its words": "Pratama said",
        "in the group, by its letters": "Ana Pratama",
        "saved and loaded, by its words": "Pratama said",
        "saved and loaded, by its letters": "Ana Pratama",
    },
)
PY
