"""What stands over the columns of a published account: names of lines, sums, days, words beside them."""

import re

from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.words.amounts import is_written_as_sum, quantity, rate
from powerctl.sheets.words.finance_words import measure

LINE_HEADINGS = re.compile(
    r"^(?:项目|(?:支出|收入|收支|经费|费用|资金|预算|决算|公开|指标|开支|收支公开)项目|项目名称|项目\(按\S+分类\)|科目|科目名称|(?:预算|会计|支出|收入)科目(?:名称)?"
    r"|(?:支出)?(?:功能|经济)分类(?:科目)?(?:名称)?|指标|指标名称|统计指标|支出内容|经费名称|费用名称|收入|支出|内容|统计项目|“?三公”?经费"
    r"|资产|负债(?:(?:和|及)\S*权益)?|净资产|月份|季度|费用类别|经费类别|支出类别|收支类别|项目内容|公开内容|名称)$"
)
MATTERS = re.compile(
    r"^(?:(?:(?:来访|接待|公务)?(?:事由|活动)|(?:来访|接待|公务活动|公务)(?:内容|事由|事项|项目|名称))"
    r"|(?:债权|债务|债权债务|债权\(债?务\)|欠款|借款|往来)(?:类别|项目|人|方|单位|户|个人|对象)?(?:名称)?"
    r"|(?:对方)?单位(?:\(个人\)|或个人|/个人)(?:名称)?|(?:固定)?(?:资产|资源)(?:项目)?名称"
    r"|(?:会议|培训|培训班|团组|出访团组)名称|车牌(?:号码?)?|(?:公务用车|车辆)(?:号牌|牌号))$"
)
"""What a list has a row for: a reception, a debt. Such a list is an account where it has sums."""
GUESTS = re.compile(r"^(?:来访|来客|来宾|接待对象|接待来访)(?:单位|对象|人员)?(?:名称)?$")
"""What stands for the matter in lists of receptions that have no column for it."""
NO_FIGURE = re.compile(r"^(?:序号|行次|栏次|\S*编码|\S*代码)")
REMARKS = re.compile(r"^(?:备注|说明|增减原因|原因|变动原因)")
_OF_DAYS = re.compile(r"(?:时间|日期)$")
OF_THE_DAY = re.compile(r"^(?:(?:到访|来访|接待|活动|就餐|用餐|发生|公务)?(?:时间|日期))$")
"""The day on which what a row tells took place."""
CODES = re.compile(r"(?:编码|代码)$|^[类款项]$|^科目编号$")
FIGURES_HEADED = re.compile(
    r"(?:19|20)\d\d年|年|数$|金额|合计|总计|小计|增减|比|拨款|资金|其中|元|收入|支出|结余|月|季|累计|价值|余额|开销|开支|欠款|费$|费用$|(?<!分)[价值额]$"
)
OF_MONEY = re.compile("金额|元|款|费|开销|开支|余额|价|[值额]$")
_ENDS_AS_SUM = re.compile("(?:金额|元|[费款额价数值]|合计|总计|小计|支出|收入|结余|余额|资金)$")
_OF_PERSONS = re.compile("姓名|户主|身份证|(?:领取人|受益人|农户|(?:补贴|补助|救助|发放)对象)$")
"""What stands over private persons: a list of them is not read."""
PRIVATE = re.compile("身份证|证件号|卡号|[账帐]号|开户|电话|手机")
"""What is kept of nobody."""
_COUNTED_OFF = re.compile("^[一二三四五六]、")
_LEAST_COLUMNS_OF_A_LIST = 3
UNIT_HEADINGS = re.compile(
    r"^(?:单位|单位名称|部门|部门名称|预算单位|预算部门|部门\(单位\)|单位\(部门\)|乡镇|填报单位)$"
)
"""What stands over the names of units."""
THREE_PUBLICS = re.compile("因公出国|公务接待|公务用车|公车")
"""Lines of 三公经费."""


def bare(text: str) -> str:
    """A heading without its number, its unit in brackets and quotation marks."""
    words = re.sub(r"\((?:单位:?)?[^()]*元\)|[\"“”]", "", squeeze(text)).rstrip(":")
    return _COUNTED_OFF.sub("", words)


def names_lines(text: str) -> bool:
    """Whether a heading stands over the names of lines."""
    return bool(LINE_HEADINGS.match(bare(text)) or MATTERS.match(bare(text)))


def is_of_persons(cells: list[tuple[int, str]]) -> bool:
    """Whether headings are those of a list of private persons."""
    return any(_OF_PERSONS.search(bare(text)) for _, text in cells)


def is_figure(text: str) -> bool:
    """A sum, a count or a rate."""
    return is_written_as_sum(text) or quantity(text) is not None or rate(text) is not None


def words_in(layout: Layout, bottom: int, column: int) -> list[str]:
    """What stands below a heading, column numbers and the words for nothing left out."""
    texts = layout.columns[column - 1][bottom:]
    return [
        word for text in texts if text and (word := squeeze(text)) not in ("/", "—", "-", "无", "--", "——")
    ]


def is_in_words(parts: tuple[str, ...], words: list[str]) -> bool:
    """Whether a column holds no figures: remarks, days, or words under a heading that speaks of none."""
    heading = squeeze(parts[-1])
    if REMARKS.match(heading) or _OF_DAYS.search(bare(heading)):
        return True
    of_figures = _ENDS_AS_SUM.search(bare(heading)) or THREE_PUBLICS.search(heading) or measure(heading)
    return bool(words) and not of_figures and not any(map(is_figure, words))


def known_names(_layout: Layout, _row: int, cells: list[tuple[int, str]]) -> frozenset[int]:
    """The columns under headings that are known to stand over the names of lines."""
    return frozenset(number for number, text in cells if names_lines(text))


def otherwise_named(layout: Layout, row: int, cells: list[tuple[int, str]]) -> frozenset[int]:
    """The column of the names of lines where no heading is known to stand over such: those received, else the
    first column of words (乡镇 | 户数 | 分配金额)."""
    if guests := [number for number, text in cells if GUESTS.match(bare(text))]:
        return frozenset(guests)
    headings = [bare(text) for _, text in cells]
    if len(cells) < _LEAST_COLUMNS_OF_A_LIST or any("单位:" in words for words in headings):
        return frozenset()
    if not any(map(OF_MONEY.search, headings)):
        return frozenset()
    for number, text in cells:
        words = words_in(layout, row, number)
        if words and not NO_FIGURE.match(bare(text)) and not _OF_DAYS.search(bare(text)):
            return frozenset() if sum(map(is_figure, words)) * 2 > len(words) else frozenset((number,))
    return frozenset()
