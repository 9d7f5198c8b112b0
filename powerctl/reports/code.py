"""The code of a page: which stored version it was printed from.

A digest over the report's own data, not over the bytes of a file, so that HTML and every
other form of one report carry the same code. It is no signature.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from powerctl.reports.blocks import Block, Meta, Qr, Report


def digest(meta: Meta, blocks: Sequence[Block]) -> str:
    """32 capital hex digits over what the page says (codes and the moment of printing left out)."""
    said = [
        [meta.name, meta.title, meta.unit, meta.period, meta.as_of.isoformat(), meta.head_code],
        *([type(block).__name__, asdict(block)] for block in blocks if not isinstance(block, Qr)),
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32].upper()


def _plain(value: Any) -> str:
    return str(value)


def short_code(payload: str) -> str:
    """The first 16 digits of a payload's digest in fours, as printed beside the code."""
    digits = payload.rsplit(":", 1)[-1][:16]
    return "-".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def sealed(report: Report) -> Report:
    """The report with its number completed by its digest, and with its code as the last block."""
    code = digest(report.meta, report.blocks)
    meta = replace(report.meta, number=f"{report.meta.number}-{code[:4]}")
    qr = Qr(payload=f"PC1:{meta.number}:{code}", caption="本码标识本页所依据的台账版本，不是签章")
    return Report(meta=meta, blocks=(*report.blocks, qr))
