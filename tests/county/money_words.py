"""What three units of 云泽县 pay for, to whom and from which line of the budget. All invented."""

from dataclasses import dataclass

OFFICE, PRINT, POWER, PHONE = "30201 办公费", "30202 印刷费", "30206 电费", "30207 邮电费"
TRAVEL, REPAIR, RENT, MEETING = "30211 差旅费", "30213 维修（护）费", "30214 租赁费", "30215 会议费"
TRAINING, RECEPTION, LABOUR = "30216 培训费", "30217 公务接待费", "30226 劳务费"
SERVICE, VEHICLE, AID = "30227 委托业务费", "30231 公务用车运行维护费", "30399 对个人和家庭的补助"
EQUIPMENT, WORKS = "31002 办公设备购置", "31005 基础设施建设"
SUBSIDY = "2130122 农业生产发展"

KIND_OF = {
    OFFICE: "办公费",
    PRINT: "办公费",
    POWER: "水电通讯费",
    PHONE: "水电通讯费",
    TRAVEL: "差旅费",
    REPAIR: "维修（护）费",
    RENT: "租赁费",
    MEETING: "会议费",
    TRAINING: "培训费",
    RECEPTION: "公务接待费",
    LABOUR: "劳务费",
    SERVICE: "委托业务费",
    VEHICLE: "公务用车费",
    AID: "补助补贴",
    EQUIPMENT: "物资采购",
    WORKS: "工程款",
    SUBSIDY: "补助补贴",
}
"""Line of the budget → 支出类别."""
NON_PRODUCTIVE = (MEETING, TRAINING, RECEPTION)


@dataclass(frozen=True)
class Usual:
    """What a unit pays for again and again: line, purposes, payees ("" the one who travelled),
    sum from–to in yuan, in which months (every so many, from which), how it repeats."""

    line: str
    purposes: tuple[str, ...]
    payees: tuple[str, ...]
    least: int
    most: int
    every: int = 1
    first: int = 0
    repeats: str = "一次性"


_SHOPS = ("云泽县惠民办公用品商行", "云泽县文渊纸业经营部", "云泽县长风电脑服务部")
_PRESSES = ("云泽县通达印务中心", "云泽县晨晖图文社")
_GARAGES = ("云泽县顺达汽车修理厂", "云泽县安途汽车服务中心", "云泽县城东加油站")
_INNS = ("云泽县绿叶宾馆", "云泽县云溪酒店")

COMMON = (
    Usual(OFFICE, ("购办公用纸和耗材", "购档案盒和文具", "购打印机硒鼓"), _SHOPS, 480, 4600),
    Usual(PRINT, ("印制文件汇编", "印制宣传折页", "印制表册"), _PRESSES, 900, 6200, 2, 1),
    Usual(POWER, ("办公区电费",), ("国网云泽县供电所（样例）",), 2100, 5300, 1, 0, "水电通讯"),
    Usual(PHONE, ("办公电话和网络费",), ("云泽县电信营业厅（样例）",), 900, 1900, 1, 0, "水电通讯"),
    Usual(TRAVEL, ("赴市里参加业务会议差旅费", "赴外县考察差旅费", "下乡核查差旅费"), ("",), 320, 2400),
    Usual(TRAVEL, ("赴省里送审材料差旅费", "参加业务培训差旅费"), ("",), 560, 3100, 2),
    Usual(RECEPTION, ("接待市级检查组", "接待外县交流人员"), _INNS, 260, 1450, 2, 1),
    Usual(VEHICLE, ("公务用车燃油费", "公务用车维修保养", "公务用车保险"), _GARAGES, 700, 3600),
    Usual(
        REPAIR,
        ("办公楼零星维修", "空调维修", "门窗维修"),
        ("云泽县安居维修服务部", "云泽县恒温制冷维修店"),
        600,
        6800,
        2,
    ),
)
"""What all three pay for."""

OWN = {
    "U002": (
        Usual(MEETING, ("预算编制工作布置会", "国库支付业务会"), _INNS, 2200, 8600, 3),
        Usual(SERVICE, ("财务软件运行维护服务费", "绩效评价第三方服务费"), ("云泽县信远软件服务有限公司", "云泽县正衡会计师事务所（样例）"), 4800, 16800, 2, 1),
        Usual(RENT, ("会计档案库房租金",), ("云泽县城投物业管理有限公司（样例）",), 6800, 6800, 1, 0, "租金"),
    ),
    "U003": (
        Usual(TRAINING, ("施工现场安全员培训", "物业企业负责人培训"), _INNS, 2600, 8200, 3, 1),
        Usual(SERVICE, ("工程造价咨询服务费", "房屋安全鉴定服务费", "规划测绘服务费"), ("云泽县衡准工程咨询有限公司", "云泽县鉴安检测有限公司", "云泽县图远测绘有限公司"), 6200, 16900),
        Usual(LABOUR, ("市政巡查人员劳务费",), ("云泽县众诚劳务服务有限公司",), 15600, 15600, 1, 0, "工资津贴"),
    ),
    "U007": (
        Usual(MEETING, ("村级干部会议费",), ("柳溪镇迎宾饭店",), 900, 3600, 3),
        Usual(LABOUR, ("集镇保洁人员劳务费",), ("云泽县净美保洁服务有限公司",), 12600, 12600, 1, 0, "工资津贴"),
        Usual(SERVICE, ("农村饮水水质检测费", "村庄规划编制服务费"), ("云泽县鉴安检测有限公司", "云泽县图远测绘有限公司"), 2800, 9600, 2),
        Usual(AID, ("临时救助款",), ("田有禾", "路大春", "阮阿桂", "岳长顺"), 800, 2600, 2, 1),
    ),
}  # fmt: skip
"""What each pays for besides."""

PERSONS = ("田有禾", "路大春", "阮阿桂", "岳长顺")

RETURNED_FOR = (
    "发票与清单不符",
    "缺少合同",
    "没有附会议通知",
    "没有验收单",
    "超过接待标准",
    "缺少审批单",
    "附件日期不对",
)
"""Why vouchers are sent back."""
