"""A picture as PNG, by the optional typst component: what Word and some notice boards need."""

import importlib
from typing import Any

from powerctl.errors import Refused
from powerctl.reports.blocks import Figure

_PIXELS_PER_INCH = 200.0
_PAGE = b"""#set page(width: auto, height: auto, margin: 2mm)
#set text(font: ("SimHei", "STHeiti", "Noto Sans CJK SC", "WenQuanYi Micro Hei"))
#image(bytes(sys.inputs.svg), format: "svg")
"""


def to_png(figure: Figure) -> bytes:
    """The figure at 200 dots per inch. Raises Refused where the component is not installed."""
    try:
        typst: Any = importlib.import_module("typst")
    except ImportError:
        raise Refused(
            "生成 PNG 图片需要组件 typst，本机没有安装",
            hint="安装 powerctl[pdf]，或存为 .svg、.html",
        ) from None
    picture: bytes = typst.compile(_PAGE, format="png", ppi=_PIXELS_PER_INCH, sys_inputs={"svg": figure.svg})
    return picture
