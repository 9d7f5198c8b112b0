"""What every picture is drawn with: boxes and words of SVG, sizes in millimetres."""

from collections.abc import Sequence
from html import escape

from powerctl.reports.blocks import Figure

FONT = 'font-family="SimHei,黑体,Noto Sans CJK SC,sans-serif"'


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle with a thin frame."""
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}" '
        'stroke="#333" stroke-width=".25"/>'
    )


def written(x: float, y: float, text: str, size: float, anchor: str, ink: str = "#000000") -> str:
    """A line of text; `size` in mm, `anchor` start, middle or end. The text is escaped."""
    place = f'x="{x:.2f}" y="{y:.2f}" font-size="{size:.2f}" text-anchor="{anchor}"'
    return f'<text {place} fill="{ink}">{escape(text)}</text>'


def figure(width: float, height: float, title: str, words: str, parts: Sequence[str]) -> Figure:
    """The picture with its title and its content in words; `parts` are finished SVG."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.1f} {height:.1f}" '
        f'width="{width:.1f}mm" height="{height:.1f}mm" {FONT}><title>{escape(title)}</title>'
        f"<desc>{escape(words)}</desc>{''.join(parts)}</svg>"
    )
    return Figure(svg=svg, title=title, description=words)
