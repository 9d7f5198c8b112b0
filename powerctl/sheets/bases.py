"""设定依据: one cell → its sources, each with kind, title and article (REG002).

Published lists open each source with a tag: 【法律】《…》第…条. A bracket with a number in it, such
as 【2021】, belongs to a document's number and is no tag; an unknown word in brackets is one where it
opens a line or stands before 《, and keeps its words without a kind.
"""

import re

from powerctl.sheets.vocabulary import basis_kind

_NUMBERING = (
    r"(?:(?:(?<![\d.])\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、)）]\s*|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*)?"
)
_TAG = re.compile(
    rf"{_NUMBERING}(?:【([^【】]{{1,16}})】|(?<![^\s；;。])[\[［〔]([^\[\]［］〔〕]{{1,16}})[\]］〕])"
)
_OPENS_A_SOURCE = re.compile(rf"(?:(?<=\n)|^|(?<=[；;。\s])){_NUMBERING}(?=[《〈])")
_TERMINAL = "。；;！!》〉）)”条款项号"
_CHINESE_NUMBER = r"[零〇一二三四五六七八九十百千两\d]+"
_ONE_ARTICLE = (
    rf"第{_CHINESE_NUMBER}条(?:之{_CHINESE_NUMBER})?(?:\s*第{_CHINESE_NUMBER}款)?"
    rf"(?:\s*第?[（(]?{_CHINESE_NUMBER}[)）]?项)?"
)
_ARTICLES = re.compile(
    rf"(?:第{_CHINESE_NUMBER}\s*(?:[至到\-~—]+)\s*)?{_ONE_ARTICLE}"
    rf"(?:\s*[、，,和及与至到\-~—]+\s*(?:第{_CHINESE_NUMBER}\s*(?:[至到\-~—]+)\s*)?{_ONE_ARTICLE})*"
)


def bases(text: str) -> list[dict[str, str]]:
    """The sources of a basis cell, in order: kind_written, kind (a term or ""), title, article, text.

    `text` is all that stands after the tag; text before the first tag is a source without a kind. A cell
    without tags is one source, or one per line or number that opens with 《.
    """
    tags = [found for found in _TAG.finditer(text) if _is_tag(found, text)]
    if not tags:
        return [_basis("", piece) for piece in _untagged(text)]
    found: list[dict[str, str]] = []
    if lead := text[: tags[0].start()].strip():
        found.extend(_basis("", piece) for piece in _untagged(lead))
    for position, tag in enumerate(tags):
        end = tags[position + 1].start() if position + 1 < len(tags) else len(text)
        found.append(_basis(_word(tag), text[tag.end() : end].strip()))
    return [basis for basis in found if basis["text"] or basis["kind_written"]]


def _word(tag: re.Match[str]) -> str:
    return re.sub(r"\s+", "", tag[1] or tag[2])


def _is_tag(found: re.Match[str], text: str) -> bool:
    word = _word(found)
    if basis_kind(word):
        return True
    if found[2] or not word or re.search(r"\d", word):
        return False
    before, after = text[: found.start()], text[found.end() :].lstrip()
    opens_line = not before.strip() or before[before.rfind("\n") + 1 :].strip() == ""
    return len(word) <= 8 and (opens_line or after.startswith("《"))


def _untagged(text: str) -> list[str]:
    cuts = [
        found
        for found in _OPENS_A_SOURCE.finditer(text)
        if (found.end() > found.start() or _opens_line(text, found.start()))
        and text[: found.start()].rstrip()[-1:] in _TERMINAL
    ]
    if len(cuts) < 2:
        return [text.strip()] if text.strip() else []
    pieces = [text[: cuts[0].start()].strip()]
    for position, cut in enumerate(cuts):
        end = cuts[position + 1].start() if position + 1 < len(cuts) else len(text)
        pieces.append(text[cut.end() : end].strip())
    return [piece for piece in pieces if piece]


def _opens_line(text: str, start: int) -> bool:
    return not text[:start].strip() or text[text.rfind("\n", 0, start) + 1 : start].strip() == ""


def _basis(kind_written: str, text: str) -> dict[str, str]:
    title, after_title = _title(text)
    article = _ARTICLES.search(after_title)
    kind = basis_kind(kind_written)
    return {
        "kind_written": kind_written,
        "kind": kind.value if kind else "",
        "title": title,
        "article": re.sub(r"\s+", "", article[0]) if article else "",
        "text": text,
    }


def _title(text: str) -> tuple[str, str]:
    """The first title between 《 and its own 》 (titles nest), and the text after it."""
    start = text.find("《")
    depth = 0
    for position in range(start, len(text) if start >= 0 else start):
        depth += {"《": 1, "》": -1}.get(text[position], 0)
        if depth == 0:
            return re.sub(r"\s+", "", text[start + 1 : position]), text[position + 1 :]
    return "", text
