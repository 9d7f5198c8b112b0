"""The records of a table: one text for each field and record, kept by columns."""

from powerctl.sheets.grid import cell_name
from powerctl.sheets.reading import Cells, Record
from powerctl.sheets.tables.body import INHERITED, Block, Body
from powerctl.sheets.tables.table import Table

_OF_THE_ITEM = ("sequence", "name", "category", "business", "unit", "section")
"""What a sub-item takes from the item above it."""


def records_of(table: Table, body: Body) -> tuple[list[Record], dict[str, list[str]]]:
    """The records of a body, and their texts by field, which the records share."""
    anchor = table.first_columns.get(table.header.kind.name_field) or table.numbers[0]
    letters = cell_name(1, anchor)[:-1]
    blocks = body.blocks
    texts = _first_rows(table, blocks)
    records = [
        Record(block.first, f"{letters}{block.first}", Cells(texts, at), block.item)
        for at, block in enumerate(blocks)
    ]
    for record, block in zip(records, blocks, strict=True):
        for row in block.more:
            _add_row(table, record, row)
        if block.parent is not None or block.given:
            _inherit(table, block, record)
    return records, texts


def _first_rows(table: Table, blocks: list[Block]) -> dict[str, list[str]]:
    """Field → its text in the first row of each record."""
    rows = [block.first for block in blocks]
    first, after = (rows[0], rows[-1] + 1) if rows else (1, 1)
    if after - first == len(rows):
        return {name: column[first - 1 : after - 1] for name, column in table.filled.items()}
    return {name: [column[row - 1] for row in rows] for name, column in table.filled.items()}


def _add_row(table: Table, record: Record, row: int) -> None:
    """What a further row of the record adds to its fields, each text once."""
    values = record.values
    for name, column in table.own.items():
        text = column[row - 1]
        if not text or name == "sequence":
            continue
        above = values.get(name, "")
        if text != above and text not in above.split("\n"):
            values[name] = f"{above}\n{text}" if above else text


def _inherit(table: Table, block: Block, record: Record) -> None:
    """Number, name and category of the item above, and what a banner says, into empty cells."""
    inherited = []
    parent = block.parent
    while parent is not None and parent.parent is not None:
        parent = parent.parent
    if parent is not None:
        for name in _OF_THE_ITEM:
            column = table.filled.get(name)
            if column and not record.values.get(name) and column[parent.first - 1]:
                record.values[name] = column[parent.first - 1]
                inherited.append(name)
    for name, words in block.given.items():
        if not record.values.get(name):
            record.values[name] = words
            inherited.append(name)
    if inherited:
        record.parts[INHERITED] = [{"field": name} for name in inherited]
