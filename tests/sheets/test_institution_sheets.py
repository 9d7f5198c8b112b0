"""Catalogues of institutions and benchmarks in the headings of published tables (real-inventories.md 1.9)."""

import pytest

from tests.sheets.drawn import read, sheet

CATALOGUES = {
    "制度汇编目录": "序号|类别|制度名称|文号|发文日期|责任部门",
    "制度汇编": "序号|汇编大类|标题|发文字号|发文机构|成文日期|施行日期|有效性",
    "规章制度一览": "序号|文件名称|发文字号|制定机关|发布日期|有效性|责任部门",
}


@pytest.mark.parametrize("title", CATALOGUES)
def test_a_published_catalogue_of_institutions_is_known(title: str) -> None:
    """R-FS-04"""
    headings = CATALOGUES[title].split("|")
    rows = [[str(n), *(f"{heading}{n}" for heading in headings[1:])] for n in (1, 2, 3)]
    found = read(sheet([[title], headings, *rows]))
    assert found.kind == "institutions" and len(found.records) == 3
    assert all(column.field for column in found.sheets[0].columns)
