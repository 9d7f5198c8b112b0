"""Faults planted in the year of money and posts: which rule finds what, where, and why."""

from tests.county.fault import Fault
from tests.county.money_steps import planted
from tests.county.spending_rows import Payment


def _at(unit: str, *tags: str) -> tuple[str, ...]:
    """What the item of a payment holds: its number; of 住建局, which keeps none, its voucher."""
    return tuple(_words(planted(unit, tag)) for tag in tags)


def _words(one: Payment) -> str:
    return one.number or f"{one.voucher}#1"


_TRADE, _OTHER_MATTER, _CASE = "公共资源交易", "其他重大事项", "任免事项"

MONEY_FAULTS = (
    Fault("FIN001", "U006", ("财务审批权限",), "分管副局长的审批权限3月底到期，没有续定"),
    Fault("FIN002", "U002", _at("U002", "beyond authority"), "2.86万元由分管领导一人批准，超过2万元"),
    Fault("FIN002", "U003", _at("U003", "beyond the team", "ruled out"), "126万元超过班子的权限；36万元没有上会"),
    Fault("FIN002", "U007", _at("U007", "never decided"), "16.5万元由镇长一人批准，没有上会"),
    Fault("FIN003", "U003", _at("U003", "dear training"), "1.38万元的培训费没有班子决策"),
    Fault("FIN004", "U003", _at("U003", "beyond the team"), "126万元只由局长办公会决定，没有报县里"),
    Fault("FIN005", "U002", _at("U002", "discipline first"), "纪检组长先签，分管领导后签"),
    Fault("FIN005", "U007", _at("U007", "head first"), "镇长先签，纪委书记后签"),
    Fault("FIN006", "U002", _at("U002", "two signatures"), "缺纪检组长的审签"),
    Fault("FIN006", "U007", _at("U007", "own voucher", "paid all the same"), "副镇长审签自己的差旅费，没有联签；退回的票据缺镇长审签"),
    Fault("FIN007", "U007", _at("U007", "paid all the same"), "纪委书记退回的餐费没有重新审签就付了"),
    Fault("FIN008", "U007", ("HQ-2025-04", *_at("U007", "support 6")), "一份会签单缺纪检机关；贴息没有会签单"),
    Fault("FIN009", "U003", ("向班子报告",), "2026年1月以后没有再向班子报告财务"),
    Fault("FIN010", "U003", ("向职工公示",), "2026年1月以后没有再向职工公示"),
    Fault("FIN010", "U007", ("2025年第四季度",), "第四季度的账2月中旬才公示"),
    Fault("FIN011", "U007", ("集镇停车收费收入",), "停车收费没有纳入预算"),
    Fault("FIN012", "U003", ("一把手",), "审批权限施行两个多月才备案"),
    Fault("FIN012", "U005", ("一把手",), "审批权限没有备案"),
    Fault("FIN013", "U002", ("CZCG-2026-03",), "8.6万元的服务器没有集体决定"),
    Fault("FIN013", "U003", ("ZJZX-2026-01",), "空调由不分管采购的副局长批准"),
    Fault("FIN014", "U007", ("LXCG-2026-01",), "防汛物资是大宗物资，用询价采购"),
    Fault("FIN015", "U007", ("LXGC-2026-02", "LXZB-2026-01"), "460万元的农贸市场改造直接发包"),
    Fault("FIN016", "U007", ("LXCQ-2026-01",), "粮站库房租赁权没有进场交易"),
    Fault("FIN017", "U003", ("ZJGC-2026-02",), "城北物业用房改造没有上会"),
    Fault("FIN017", "U007", ("LXCQ-2026-01", "LXZD-2026-01"), "租赁权出让、校舍出租没有上会"),
    Fault("FIN018", "U007", ("LXGC-2025-02",), "敬老院维修没有预算把关就开工"),
    Fault("FIN019", "U007", ("预算执行检查",), "一年没有检查过预算执行"),
    Fault("FIN020", "U007", _at("U007", "split 1"), "十天内付给同一施工队四笔，凭证相连，每笔都差一点到2万元"),
    Fault("FIN021", "U002", ("CZCG-2026-03",), "成交六个工作日才公告结果"),
    Fault("FIN021", "U003", ("ZJZB-2025-02",), "绿道二期的中标候选人只公示到第二天"),
    Fault("DUTY007", "U006", ("许〔2025〕22号",), "局长自己经办了一件食品经营许可"),
    Fault("DUTY008", "U005", ("一把手检查",), "局长一年没有检查过行政审批和工程招标"),
    Fault("DUTY009", "U007", ("LXCG-2026-01",), "防汛物资由同一名副镇长审批又经办"),
    Fault("MTG002", "U002", (f"CZR-2026-02/{_CASE}",), "任命政府采购监督管理科科长没有上会"),
    Fault("MTG002", "U003", _at("U003", "ruled out"), "36万元的排水改造没有上会，与井盖更换只是金额相同"),
    Fault("MTG002", "U007", _at("U007", "never decided"), "16.5万元的路口硬化没有上会"),
    Fault("MTG003", "U007", (*_at("U007", "paid first"), "LXCG-2026-01", "LXGC-2026-02"), "救助资金、防汛物资、农贸市场改造都是先办后上会"),
    Fault("PER001", "U002", ("CZR-2026-03",), "没有写提名理由"),
    Fault("PER002", "U007", ("LXR-2026-01",), "没有任前谈话，也没有说明理由"),
    Fault("PER003", "U007", ("LXR-2026-02",), "没有了解民主意识"),
    Fault("PER004", "U007", ("LXR-2025-01",), "讨论决定以后才初审"),
    Fault("PER005", "U007", ("LXR-2025-01",), "写了没有考试的理由，没有考就任职"),
    Fault("PER006", "U007", ("LXR-2025-02",), "补考两次，第三次才合格"),
    Fault("PER007", "U007", ("LXR-2026-01",), "任前公示五个工作日，不计首日只有四个"),
    Fault("PER008", "U003", ("ZJR-2025-01",), "试用期满一个多月没有考核"),
    Fault("PER009", "U002", ("CZR-2026-02", "CZRS-2025-01"), "科长任命、返聘退休干部没有集体研究"),
    Fault("PER010", "U002", ("CZR-2026-02",), "重点岗位由领导干部个人直接提名"),
    Fault("PER011", "U002", ("CZR-2026-02",), "先上岗，三个星期以后才出审计报告"),
    Fault("PER012", "U004", ("局长/2025",), "廉政报告没有核实"),
    Fault("PER013", "U007", ("ZD-2026",), "重大事项七个多星期才报告"),
    Fault("PER014", "", ("个人有关事项报告/2025",), "全县31份报告只抽查2份，不到十分之一"),
    Fault("PER015", "U007", ("LXR-2025-02",), "只公示，没有公开任职结果"),
    Fault("PER016", "U002", ("CZR-2026-01",), "任用时没有运用考核结果"),
    Fault("PER016", "U007", ("LXRS-2026-01",), "评先没有运用考核结果"),
    Fault("PER017", "U007", ("LXR-2026-02",), "镇属事业单位副主任不在国家规定的试用范围，登记了试用期"),
)  # fmt: skip

_BARE = ("PER002", "PER003", "PER004", "PER005", "PER007", "PER008", "PER015")
MONEY_DOUBTS = (
    Fault("FIN002", "U002", _at("U002", "left open"), "23.5万元没有写会议，有一次会议金额相同，还没有核对"),
    Fault("FIN002", "U003", _at("U003", "approver unknown"), "没有写审批层级"),
    Fault("FIN003", "U003", _at("U003", "not said what for"), "没有写是否非生产性开支"),
    Fault("FIN005", "U002", _at("U002", "undated signature"), "纪检组长的审签没有日期"),
    Fault("FIN006", "U007", _at("U007", "unknown signer"), "纪委书记一栏签的是“老程”"),
    Fault("FIN008", "U007", ("HQ-2026-05",), "纪检机关的会签没有日期"),
    Fault("FIN011", "U007", ("农贸市场摊位费收入",), "没有写是否纳入预算"),
    Fault("FIN012", "U008", ("一把手", "分管领导"), "有备案日期，没有备案号"),
    Fault("FIN017", "U003", ("ZJZD-2026-01",), "写的是市里的批复，会议不在台账中"),
    Fault("FIN017", "U007", ("LXTD-2026-01",), "写的是县政府常务会议，会议不在台账中"),
    Fault("DUTY008", "U008", ("一把手检查",), "没有登记任何检查"),
    Fault("MTG002", "U002", _at("U002", "left open"), "金额相同的会议还没有核对"),
    Fault("MTG002", "U003", ("ZJGC-2026-02", f"ZJZD-2026-01/{_OTHER_MATTER}"), "目录没有写项目多少钱才上会；批复的会议不在台账中"),
    Fault("MTG002", "U007", ("LXCQ-2026-01", f"LXTD-2026-01/{_TRADE}", "LXRS-2026-01"), "目录没有写多少钱才上会；写的会议不在台账中"),
    *(Fault(rule, "U002", ("CZR-2026-02",), "这次任命没有任何环节、考察、考试、公示的资料") for rule in _BARE),
    Fault("MTG003", "U003", ("2026-03-1",), "会议没有写召开日期"),
    Fault("PER003", "U002", ("CZR-2026-03",), "没有写是否征求基层群众意见"),
    Fault("PER009", "U003", ("ZJR-2025-01",), "决定的会议在台账以前"),
    Fault("PER009", "U007", ("LXRS-2026-01",), "写的会议在台账中找不到"),
    Fault("PER012", "U008", ("乡长", "党委书记"), "没有报送廉政报告"),
)  # fmt: skip

MONEY_WITHOUT: tuple[tuple[str, str, int, str], ...] = ()
"""Doubts that a missing table brings with it."""

NEVER_A_FAULT_WITH_MONEY = (
    ("U007", planted("U007", "own and cross-signed").number, "副镇长的差旅费有副书记联签"),
    ("U002", planted("U002", "to link").number, "没有写会议，核对后关联到研究它的会议"),
    ("U007", "LXR-2026-03", "公示期间有反映，暂缓任用"),
)
