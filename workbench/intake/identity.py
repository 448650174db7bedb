"""What every reader does last: prove what was read, and refuse what cannot be an article."""

from __future__ import annotations

from workbench.errors import RefusedError
from workbench.intake.document import TEXT_SETTING, Limits


def checked_text(text: str, limits: Limits) -> str:
    """The text itself. Raises RefusedError when it is blank or over the limit."""
    if not text or text.isspace():
        raise RefusedError("it holds no text", "Check that the right file was saved.")
    refuse_long(text, limits)
    return text


def refuse_long(text: str, limits: Limits) -> None:
    """Raise RefusedError when the text is over the limit."""
    if len(text) > limits.code_points:
        raise RefusedError(
            f"{len(text):,} code points are over the limit of {limits.code_points:,}",
            f"Split it into its articles, or {TEXT_SETTING}.",
        )


def language_code(label: str) -> str:
    """The ISO 639-1 code of a language label ("id-ID", "ind", "in"); empty if it has none: the
    first two letters of "min" or "ban" are those of other languages."""
    primary = label.strip().replace("_", "-").partition("-")[0].lower()
    code = _TO_TWO_LETTERS.get(primary, primary)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


_TO_TWO_LETTERS = {
    "in": "id", "ind": "id", "eng": "en", "may": "ms", "msa": "ms", "zlm": "ms", "jav": "jv",
    "sun": "su", "ara": "ar", "tur": "tr", "rus": "ru", "zho": "zh", "chi": "zh", "fra": "fr",
    "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "por": "pt", "jpn": "ja", "kor": "ko",
    "tha": "th", "vie": "vi", "nld": "nl", "dut": "nl", "ita": "it", "fas": "fa", "per": "fa",
    "heb": "he", "iw": "he", "hin": "hi", "urd": "ur", "ukr": "uk", "indonesian": "id",
    "indonesia": "id", "english": "en",
}  # fmt: skip
"""ISO 639-2 codes, two withdrawn ISO 639-1 ones and two names that containers use."""
