"""设定依据: one cell → its sources, each with kind, title and article (REG002).

Published lists open each source with a tag: 【法律】《…》第…条. A bracket with a number in it, such
as 【2021】, belongs to a document's number and is no tag; an unknown word in brackets is one where it
opens a line or stands before 《, and keeps its words without a kind.
"""

import re
from collections.abc import Iterator
from sys import intern

from powerctl.sheets.words.vocabulary import basis_kind

_NUMBERING = (
    r"(?:(?:(?<![\d.])\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、)）]\s*|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*)?"
)
_TAG = re.compile(
    rf"{_NUMBERING}(?:【([^【】]{{1,16}})】|(?<![^\s；;。])[\[［〔]([^\[\]［］〔〕]{{1,16}})[\]］〕])"
)
_OPENS_A_SOURCE = re.compile(rf"(?:(?<=\n)|^|(?<=[；;。\s])){_NUMBERING}(?=[《〈])")
# Looked for first: a search for what may begin with a number tries each place of a long text.
_TAG_SIGN = re.compile(r"[【\[［〔]")
_BEFORE_SIGN = re.compile(r"[\d一二三四五六七八九十①-⑳.．、)）(（\s]")
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
    tags = [(tag, word) for tag in _tags(text) if _is_tag(tag, word := _word(tag), text)]
    if not tags:
        return [_basis("", piece) for piece in _untagged(text)]
    found: list[dict[str, str]] = []
    if lead := text[: tags[0][0].start()].strip():
        found.extend(_basis("", piece) for piece in _untagged(lead))
    ends = [*(tag.start() for tag, _ in tags[1:]), len(text)]
    for (tag, word), end in zip(tags, ends, strict=True):
        found.append(_basis(word, text[tag.end() : end].strip()))
    return [basis for basis in found if basis["text"] or basis["kind_written"]]


def _tags(text: str) -> Iterator[re.Match[str]]:
    """`_TAG.finditer(text)`, by way of the brackets."""
    free = 0
    for bracket in _TAG_SIGN.finditer(text):
        start = bracket.start()
        if start < free:
            continue
        begin = start
        while begin > free and _BEFORE_SIGN.match(text, begin - 1):
            begin -= 1
        for at in range(begin, start + 1):
            if found := _TAG.match(text, at):
                yield found
                free = found.end()
                break


def _word(tag: re.Match[str]) -> str:
    return "".join((tag[1] or tag[2]).split())


def _is_tag(found: re.Match[str], word: str, text: str) -> bool:
    if basis_kind(word):
        return True
    if found[2] or not word or re.search(r"\d", word):
        return False
    before, after = text[: found.start()], text[found.end() :].lstrip()
    opens_line = not before.strip() or before[before.rfind("\n") + 1 :].strip() == ""
    return len(word) <= 8 and (opens_line or after.startswith("《"))


def _untagged(text: str) -> list[str]:
    if "《" not in text and "〈" not in text:
        return [text.strip()] if text.strip() else []
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
    title, after = _title(text)
    article = _ARTICLES.search(text, max(text.find("第", after), after))
    kind = basis_kind(kind_written)
    # A list names the same few statutes thousands of times: each name is kept once.
    return {
        "kind_written": intern(kind_written),
        "kind": kind.value if kind else "",
        "title": intern(title),
        "article": intern("".join(article[0].split())) if article else "",
        "text": text,
    }


def _title(text: str) -> tuple[str, int]:
    """The first title between 《 and its own 》 (titles nest), and where the text after it begins."""
    start = position = text.find("《")
    depth = 1 if start >= 0 else 0
    while depth:
        close = text.find("》", position + 1)
        if close < 0:
            return "", 0
        depth += text.count("《", position + 1, close) - 1
        position = close
    return ("".join(text[start + 1 : position].split()), position + 1) if start >= 0 else ("", 0)
