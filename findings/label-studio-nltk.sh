#!/usr/bin/env bash
# Importing Label Studio's converter changes how NLTK splits words, for the whole process.
#
# Surprising: `import label_studio_sdk.converter` puts a list of its own into NLTK's class
# TreebankWordTokenizer. From then on every tokenizer of that class, those made before too, cuts at
# each slash. Nothing is called and nothing said; `import label_studio_sdk` alone does not do it,
# and word_tokenize is another class and stays.
# One would have expected: a library that needs other rules makes a subclass.
# Versions: label-studio-sdk 2.1.2, nltk 3.10.4. Seen on 29 November 2026.
# Matters: "dan/atau", "suami/istri" and dates with slashes are everywhere in the news. Agreement by
# token and token offsets come out otherwise after an export than before it, or where another module
# was imported first. Convert in a process of its own, or give the class its list back.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with label-studio-sdk==2.1.2 nltk==3.10.4

"$python" - <<'PY'
from nltk.tokenize import NLTKWordTokenizer, TreebankWordTokenizer
from telling import tell

TEXT = "Rina dan/atau Budi hadir 5/8/2024"
made_before = TreebankWordTokenizer()
before = list(made_before.span_tokenize(TEXT))

import label_studio_sdk  # noqa: E402

sdk_alone = list(made_before.span_tokenize(TEXT)) == before

import label_studio_sdk.converter  # noqa: E402, F401

after = made_before.tokenize(TEXT)
tell(
    {
        "tokens before": [TEXT[start:end] for start, end in before],
        "the same after import label_studio_sdk": sdk_alone,
        "after import label_studio_sdk.converter": after,
        "word_tokenize's class": NLTKWordTokenizer().tokenize(TEXT),
    },
    {
        "tokens before": ["Rina", "dan/atau", "Budi", "hadir", "5/8/2024"],
        "the same after import label_studio_sdk": True,
        "after import label_studio_sdk.converter": [
            *("Rina", "dan", "/", "atau", "Budi", "hadir"),
            *("5", "/", "8", "/", "2024"),
        ],
        "word_tokenize's class": ["Rina", "dan/atau", "Budi", "hadir", "5/8/2024"],
    },
)
PY
