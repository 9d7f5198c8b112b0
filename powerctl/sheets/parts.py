"""What the cells of a record are taken apart into: legal bases, risk points, measures."""

from powerctl.sheets.reading import Record
from powerctl.sheets.splitting import bases, measures, measures_by_point, risk_points


def take_apart(kind: str, records: list[Record], *, first_is_highest: bool) -> None:
    """Fills `parts` of each record: `bases` of powers, `points` and `measures` of risks."""
    if kind == "powers":
        _split_bases(records)
    elif kind == "risks":
        _split_risks(records, first_is_highest)


def _split_bases(records: list[Record]) -> None:
    # Lists repeat one and the same statute over hundreds of rows
    known: dict[str, list[dict[str, str]]] = {}
    for record in records:
        text = record.values.get("basis_text", "")
        article = record.values.get("basis_article", "")
        if not text and not article:
            continue
        found = known.get(text)
        if found is None:
            found = known[text] = bases(text) if text else []
        split = found
        if article:
            split = [dict(basis) for basis in found]
            if len(split) == 1 and not split[0].get("article"):
                split[0]["text"] = f"{split[0]['text']}\n{article}"
            else:
                split.extend(bases(article))
        if split:
            record.parts["bases"] = split


def _split_risks(records: list[Record], first_is_highest: bool) -> None:
    known: dict[tuple[str, int], list[dict[str, str]]] = {}
    for record in records:
        values = record.values
        points = risk_points(
            values.get("name", ""),
            values.get("description", ""),
            values.get("level", ""),
            point_count=values.get("point_count", ""),
            first_is_highest=first_is_highest,
        )
        if points:
            record.parts["points"] = points
        text = values.get("measure", "")
        if not text:
            continue
        key = (text, len(points))
        if key not in known:
            known[key] = (
                measures_by_point(text, len(points))
                if len(points) > 1
                else [{"text": measure} for measure in measures(text)]
            )
        record.parts["measures"] = [dict(measure) for measure in known[key]]
