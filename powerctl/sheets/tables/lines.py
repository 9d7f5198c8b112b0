"""Lines around and inside a table that are no records: titles, units, banners, footers, totals."""

import re

from powerctl.sheets.tables.headings import squeeze

_REMARK = (
    "备注 附注 注 说明 填表说明 填报说明 口径说明 编制说明 特别说明 有关说明 填表人 填报人 制表人 "
    "制表 填表 经办人 经办 审核人 审核 复核人 复核 审批人 负责人 单位负责人 部门负责人 科室负责人 "
    "主要负责人 主要领导 分管领导 领导签字 领导签名 签字 签名 填报日期 填表日期 填表时间 填报时间 "
    "制表日期 报送日期 报送时间 日期 时间 联系人 联系电话 电话 监督电话 投诉电话 举报电话 抄送 "
    "抄报 主送 公示时间 公示期 公示期限 盖章 单位盖章 公章 数据来源 资料来源 来源 本表说明 附 附件 附表"
).replace(" ", "|")
# 审核、批准… may begin an item's name, so that only a colon makes a label; 注1、 is one all the same.
_LABEL = re.compile(
    rf"^(?:{_REMARK})(?:\([^)]*\))?[0-9一二三四五六七八九十]?:|^(?:备注|附注|注|说明)\d?[.、]"
)
_CLOSING = re.compile(r"^(?:本清单|本表|本目录|以上清单|以上事项)\S{4,}|^[(]?以下(?:空白|无正文)[)]?$")
_BARE_LABEL = re.compile(
    r"^(?:备注|附注|注|说明|填表说明|填表人|填报人|制表人|审核人|复核人|负责人|单位负责人|填报日期|填表日期|"
    r"联系人|联系电话)(?:\([^)]*\))?:?$"
)
_TOTAL = re.compile(
    r"^(?:合计|总计|小计|共计|总数|累计|本页小计|本页合计|合计数|[\u4e00-\u9fff]{2,6}(?:小计|合计))"
    r"(?:\([^)]*\))?:?(?:共?\d+(?:\.\d+)?(?:项|个|条|件|类)?[。.]?)?$"
)
_ADDED_UP = re.compile(
    r"^(?:(?:19|20)\d\d年)?(?:\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年|全年|本[日月季年页周次](?:度|份)?|截至\S{0,8}|以上|当[日月年页])?"
    r"(?:小计|合计|累计|总计|共计|合计数|总数|发生额合计|发生额及余额合计)[:：]?$"
    r"|^(?:承前页|过次页|转下页|接上页|(?:上年|上月|上期|年初)(?:结转|余额|结余)|期[初末]余额|年[初末]余额|结转下[年月期])$"
)
_SUM_LINE = re.compile(r"^(?:以上)?(?:合计|总计|共计|共)[^。]{0,12}\d+(?:项|个|条|件)")
_PAGE = re.compile(r"^(?:第[\d一二三四五六七八九十]+页.*|共\d+页.*|[-—–]+\d+[-—–]+|\d+/\d+页?)$")
_DAY = re.compile(
    r"^(?:[\d〇零一二三四五六七八九十]{4}年\d{0,2}[一二三四五六七八九十]{0,3}月?\S{0,3}日?"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2})$"
)
_PRINTED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日印发$")
_APPENDIX = re.compile(r"^附(?:件|表|录)?(?:[\d一二三四五六七八九十.\-—]*)[:.]?$")
_UNIT_LABEL = re.compile(
    r"^(?:部门名称|部门\(单位\)名称|单位\(部门\)名称|填报单位|填表单位|编制单位|制表单位|报送单位|上报单位|申报单位|"
    r"单位名称|公布单位|公示单位|发布单位|责任单位|实施单位|单位全称|填报部门|责任部门|单位|部门|机构名称|科室|填报科室|"
    r"核算单位|记账单位|预算单位|支出单位|公开单位|采购单位|建设单位|发放单位|公开部门|编制部门|编报单位|编报部门|预算部门|填列单位|村名|村\(社区\)名称)"
    r"(?:\([^)]*\))?:(.*)$"
)
_UNIT_CODE = re.compile(r"^(?:\[\d+\]|【\d+】|\(\d+\)|\d{3,}[-—–_]?)(?=\D)")
"""The number of a unit in the budget, before its name: [105001]某局."""
_MEASURE_UNIT = re.compile(r"^(?:万?亿?千?百?元|人民币.*|个|人|项|件|条|次|份|%|平方米|.*[、/]元|.*万元.*)$")
_NEXT_LABEL = re.compile(
    r"(?:\(?(?:单位)?(?:公章|盖章|签章)\)?|填报日期|填表日期|填报时间|填表时间|制表时间|制表日期|日期|时间|"
    r"填表人|填报人|联系人|联系电话|审核人|负责人|单位):?.*$"
)
_UNIT_END = re.compile(
    r"(?:"
    r"局|委员会|委|办公室|办|厅|处|中心|镇|乡|街道|办事处|政府|院|学校|校|公司|站|所|队|会|部|馆|署|"
    r"社|园区|管委会|开发区|大学|学院|组|科|室|股|机关|银行|医院|协会|总队|支队|大队|联合会|总工会|"
    r"县|市|区|村|社区"
    r")$"
)
_UNIT_NAME = re.compile(
    r"(?:局|委员会|办公室|厅|中心|镇|乡|街道|办事处|政府|管委会|开发区|总工会|医院|学校|公司)$"
)
_SECTION_NAME = re.compile(r"(?:科|股|室|窗口|组|部|队|岗|处|领导班子|班子成员)(?:[(][^()]*[)])?$")
_PLACE = re.compile(r"[县市区州盟旗镇乡]|街道|局|委员会")
_TITLE_WORD = re.compile(
    r"(?:\(?[12]\d{3}(?:—\d{4})?年|\(?二[〇○零]|行政权力|行政职权|行政权责|权责|权力|职权|责任清单|岗位|廉政|廉洁|廉能|"
    r"风险|领导班子|班子成员|领导成员|领导分工|内设机构|机构设置|干部|行政许可|行政处罚|行政强制|行政检查|行政确认|行政征收|行政给付|行政奖励|行政裁决|其他行政|"
    r"政务服务|公共服务|依申请|清单|目录|事项|一览表|汇总表|登记表|统计表|情况表|排查表|防控)"
)
# What titles of accounts speak of, but for the names of offices that it is part of (非税收入管理局).
_MONEY_WORD = re.compile(
    r"财务(?=公开|收支|支出|收入|情况|信息|预|决|报)|收支|“?\"?三公|部门(?=预算|决算|收支|支出|收入|整体)|村级|村务|"
    r"一般公共预算|政府性基金|财政拨款|(?:预算|决算|支出|收入|经费)(?!管理|征收|编|审|绩效|中心|核算|局|科|股|办)|专项资金|大额|"
    r"公务(?:接待|用车)|政府采购(?!中心|服务|办|管理)|机关运行|历年"
)
_OF_MANY = re.compile("^(?:各|全|本|所属|县直|区直|市直|县级|基层)|[及和、]")
_TITLE_LEAD = re.compile(
    r"^(?:附件[\d一二三四五六七八九十]*[:.]?|附表\d*[:.]?|关于(?:公布|印发|调整)?|《|[12]\d{3}年度?|\d+[.、])+"
)
_CATEGORIES = re.compile(
    r"其他行政权力|其他行政职权|其他权力|其他职权|其他类别|其它行政权力|其它权力|非行政许可审批|"
    r"非行政许可类审批|行政许可|行政处罚|行政强制|行政征收|行政征用|行政给付|行政检查|行政确认|"
    r"行政奖励|行政裁决|行政调解|行政指导|行政规划|行政复议|行政监督|行政备案|行政审批|审核转报|"
    r"公共服务"
)
_SHORT = {
    word: f"行政{word}" for word in ("许可", "处罚", "强制", "征收", "给付", "检查", "确认", "奖励", "裁决")
}
_SHORT |= {"其他": "其他", "其它": "其它", "其他类": "其他类"}
_OUTLINE = re.compile(
    r"^(?:[一二三四五六七八九十百]+[、.]|第[一二三四五六七八九十\d]+(?:部分|章|节|类|篇)|[(][一二三四五六七八九十]+[)])"
)
_COUNT = re.compile(r"(?:共|合计|计|总计)?(\d{1,6})(?:大?项|个风险点|个|条)")
_DECLARED = re.compile(
    r"[(][^()]*?(?:共|合计|计|总计)?(\d{1,6})(?:项|个|条)[^()]*[)]|(?:共|合计|共计|总计)(\d{1,6})(?:项|个|条)"
)


def is_footer(text: str) -> bool:
    """A remark, signature, date or distribution line (备注：…, 填表人：…, 2025年1月3日印发)."""
    squeezed = squeeze(text)
    if _CLOSING.match(squeezed):
        return True
    return bool(_LABEL.match(squeezed) or _BARE_LABEL.match(squeezed) or _PRINTED.search(squeezed))


def is_total(text: str) -> bool:
    """合计, 小计 and the like, alone or with a figure."""
    squeezed = squeeze(text)
    return bool(_TOTAL.match(squeezed) or _SUM_LINE.match(squeezed))


def is_sum_line(text: str) -> bool:
    """合计, 3月合计, 本年累计; and what book-keeping carries over (承前页, 上年结转)."""
    squeezed = squeeze(text)
    return bool(_ADDED_UP.match(squeezed))


def is_page_line(text: str) -> bool:
    """A page number or a bare day."""
    squeezed = squeeze(text)
    return bool(_PAGE.match(squeezed) or _DAY.match(squeezed))


def is_appendix(text: str) -> bool:
    """附件, 附件1, 附件. alone in a row."""
    return bool(_APPENDIX.match(squeeze(text)))


def unit_in_label(text: str) -> str | None:
    """The unit in `填报单位：某局`; "" where only the label stands; None for any other text."""
    found = _UNIT_LABEL.match(squeeze(text))
    if not found:
        return None
    name = _UNIT_CODE.sub("", _NEXT_LABEL.sub("", found[1]).strip(" _:,;。"))
    return None if name and _MEASURE_UNIT.match(name) else name


def unit_in_title(text: str) -> str:
    """The unit that a title begins with (`某某市财政局2025年权责清单` → 某某市财政局), or ""."""
    squeezed = _TITLE_LEAD.sub("", squeeze(text))
    found = _TITLE_WORD.search(squeezed)
    name = squeezed[: found.start()].removesuffix("小微").rstrip("的《(-—·:本级系统") if found else ""
    if len(name) > 2 and _UNIT_END.search(name):
        return name
    found = _MONEY_WORD.search(squeezed)
    name = squeezed[: found.start()].rstrip('的《(-—·:本级系统“"') if found else ""
    of_one = len(name) > 2 and _UNIT_END.search(name) and not _OF_MANY.search(name)
    return name if of_one else ""


def is_unit_name(text: str) -> bool:
    """A short line that ends as names of units do (云岭县林业局)."""
    squeezed = squeeze(text)
    return 3 <= len(squeezed) <= 30 and bool(_UNIT_NAME.search(squeezed))


def is_section_name(text: str) -> bool:
    """The name of an office inside a unit (采购股, 办公室), without the unit before it."""
    squeezed = squeeze(text)
    return len(squeezed) <= 12 and bool(_SECTION_NAME.search(squeezed)) and not _PLACE.search(squeezed[:-1])


def category_in(text: str) -> str:
    """The one power category that a sheet name, title or banner names, in its own words, or ""."""
    squeezed = squeeze(text)
    found = set(_CATEGORIES.findall(squeezed))
    if found:
        return found.pop() if len(found) == 1 else ""
    bare = re.sub(r"[(][^()]*[)]|\d+项?|[、.:\-—_]|^[一二三四五六七八九十]+(?=、|\.)", "", squeezed)
    return _SHORT.get(bare) or _SHORT.get(bare.removesuffix("类"), "")


def is_outline(text: str) -> bool:
    """Begins like a section heading: 一、 or （一） or 第一部分."""
    return bool(_OUTLINE.match(squeeze(text)))


def banner_words(text: str) -> str:
    """A banner without its numbering and count: `一、行政许可（11项）` → 行政许可."""
    squeezed = re.sub(r"[(][^()]*[)]", "", _OUTLINE.sub("", squeeze(text)))
    return _COUNT.sub("", squeezed).strip(":、.,;共")


def declared_count(text: str) -> int | None:
    """The number of items that a sheet name, title or banner declares, or None."""
    figures = [int(a or b) for a, b in _DECLARED.findall(squeeze(text))]
    return figures[0] if len(figures) == 1 else None
