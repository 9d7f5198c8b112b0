"""What a file is, by its first bytes; its name is never asked."""

from powerctl.errors import NotReadable
from powerctl.sheets.files.advice import SAVE_AS_XLSX

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKUP = (
    b"<html",
    b"<!doctype",
    b"<table",
    b"<head",
    b"<meta",
    b"<body",
    b"<div",
    b"<style",
    b"mime-version",
)
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_OTHERS = (
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文档"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"SQLite format 3", "数据库文件"),
    (b"\x7fELF", "程序文件"),
)


def form_of(data: bytes) -> str:
    """`zip`, `ole` or `text`. Raises NotReadable (HTML, OLD_FORMAT, NOT_XLSX) for everything else."""
    if data[:4] in _ZIP:
        return "zip"
    if data[:8] == _OLE:
        return "ole"
    head = data[:4096]
    if head[:4] in _OLD_EXCEL:
        raise NotReadable("OLD_FORMAT", "内容是 Excel 4 以前的旧格式", hint=SAVE_AS_XLSX)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise NotReadable("NOT_XLSX", "内容是“XML 表格 2003”，不是 .xlsx", hint=SAVE_AS_XLSX)
    letters = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if letters.startswith((*_MARKUP, b"<?xml")):
        raise NotReadable("HTML", "内容是网页，只是用了工作簿的名字", hint=SAVE_AS_XLSX)
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise NotReadable("NOT_XLSX", f"内容是{what}，不是工作簿", hint=SAVE_AS_XLSX)
    if _is_text(head):
        return "text"
    raise NotReadable("NOT_XLSX", "内容不是工作簿，也认不出是什么文件", hint=SAVE_AS_XLSX)


def _is_text(head: bytes) -> bool:
    """Whether it is text of some encoding: which one, and whether it is whole, is asked later."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in head if byte != 27)
