"""云泽县: its units, the people in their posts, and who is in charge of what. All of it is invented."""

from dataclasses import dataclass

COUNTY = "云泽县"
GOVERNMENT = "政府部门"
TOWNSHIP = "乡镇"

UNITS = {
    "U001": ("云泽县人民政府办公室", GOVERNMENT),
    "U002": ("云泽县财政局", GOVERNMENT),
    "U003": ("云泽县住房和城乡建设局", GOVERNMENT),
    "U004": ("云泽县农业农村局", GOVERNMENT),
    "U005": ("云泽县民政局", GOVERNMENT),
    "U006": ("云泽县市场监督管理局", GOVERNMENT),
    "U007": ("柳溪镇人民政府", TOWNSHIP),
    "U008": ("青石乡人民政府", TOWNSHIP),
}

HEAD, DEPUTY, DISCIPLINE, SECTION = "一把手", "副职", "纪检", "科室"


@dataclass(frozen=True)
class Seat:
    """One person in one post, from–to."""

    unit: str
    title: str
    person: str
    role: str
    since: str
    until: str = ""

    @property
    def office(self) -> str:
        """The section that a section head leads."""
        for ending in ("大队长", "科长", "主任", "所长"):
            if self.title.endswith(ending):
                return self.title.removesuffix(ending)
        return self.title


# unit; role; post, person, day in post [, last day]
_SEATS = """
U001;一把手;主任,郁知远,2024-03-11
U001;副职;副主任（综合协调）,凌疏影,2024-03-11
U001;副职;副主任（后勤保障）,谷雨禾,2026-05-06
U001;副职;副主任（后勤保障）,陆岸汀,2024-03-11,2026-03-31
U001;副职;副主任（政务公开）,柏松岩,2024-07-01
U001;纪检;纪检监察组组长,封晓岚,2024-05-20
U001;科室;秘书科科长,鹿鸣谦,2024-06-03
U001;科室;行政科科长,艾书禾,2024-06-03
U001;科室;政务公开科科长,闵若谷,2024-09-02
U001;科室;法制科科长,苏砚耕,2025-02-17
U002;一把手;局长,闻人恪,2024-01-15
U002;副职;副局长（预算国库）,沈禾青,2024-01-15
U002;副职;副局长（政府采购）,裴云岫,2024-08-12
U002;副职;总会计师,邵清漪,2025-01-06
U002;纪检;纪检监察组组长,靳守拙,2024-04-08
U002;科室;预算科科长,黎未晞,2024-03-04
U002;科室;国库科科长,卞舒苇,2024-03-04
U002;科室;政府采购监督管理科科长,祝望川,2026-03-02
U002;科室;政府采购监督管理科科长,甘霖舟,2024-03-04,2026-02-27
U002;科室;财政监督科科长,汤砚秋,2024-10-14
U003;一把手;局长,尚怀瑾,2024-02-26
U003;副职;副局长（建筑市场）,骆星辰,2024-02-26
U003;副职;副局长（城市建设）,池鱼跃,2024-11-18
U003;副职;总工程师,穆遥岑,2025-03-10
U003;纪检;纪检监察组组长,石守静,2024-06-17
U003;科室;建筑市场监管科科长,邢竹溪,2024-04-22
U003;科室;城市建设科科长,杭霁月,2024-04-22
U003;科室;房产管理科科长,涂青禾,2024-04-22
U003;科室;质量安全科科长,盛远帆,2025-05-12
U004;一把手;局长,荆满仓,2024-03-18
U004;副职;副局长（种植业）,耿麦秋,2024-03-18
U004;副职;副局长（畜牧渔业）,干渔歌,2024-09-09
U004;副职;总农艺师,车稼轩,2024-12-02
U004;纪检;纪检监察组组长,宁守正,2024-05-06
U004;科室;种植业管理科科长,麻知夏,2024-05-13
U004;科室;畜牧渔业科科长,柯牧野,2024-05-13
U004;科室;农业综合执法大队大队长,岳千里,2024-05-13
U004;科室;计划财务科科长,车稼轩,2025-09-01
U005;一把手;局长,宋怀幼,2024-04-01
U005;副职;副局长（社会救助）,温如故,2024-04-01
U005;副职;副局长（社会事务）,喻长宁,2024-10-08
U005;纪检;纪检监察组组长,解守真,2024-07-15
U005;科室;社会救助科科长,应怜芷,2024-06-24
U005;科室;社会事务科科长,浦江月,2024-06-24
U005;科室;社会组织管理科科长,仰之弥,2024-06-24
U006;一把手;局长,权衡之,2024-01-29
U006;副职;副局长（登记许可）,姬书简,2024-01-29
U006;副职;副局长（执法稽查）,雷惊蛰,2024-08-26
U006;副职;食品安全总监,安知味,2025-04-07
U006;纪检;纪检监察组组长,双守约,2024-05-27
U006;科室;登记许可科科长,符简安,2024-03-25
U006;科室;执法稽查科科长,戚寻踪,2024-03-25
U006;科室;食品安全科科长,米新尝,2024-03-25
U006;科室;质量计量科科长,尺素心,2024-03-25
U007;一把手;党委书记,柳含章,2024-03-04
U007;一把手;镇长,桑榆晚,2024-03-04
U007;副职;党委副书记,杜若洲,2024-03-04
U007;副职;副镇长（财政农业）,佟穗丰,2024-06-11
U007;副职;副镇长（建设管理）,房砌石,2024-06-11
U007;纪检;纪委书记,程守则,2024-03-04
U007;科室;党政办公室主任,伏案青,2024-07-22
U007;科室;财政所所长,金算禾,2024-07-22
U007;科室;村镇建设办公室主任,梁工朴,2024-07-22
U008;一把手;党委书记,石青崖,2024-04-15
U008;一把手;乡长,岑溪亭,2024-04-15
U008;副职;党委副书记,谈笑语,2024-04-15
U008;副职;副乡长（综合）,牧云归,2024-08-05
U008;纪检;纪委书记,方守矩,2024-04-15
U008;科室;党政办公室主任,文砚池,2024-09-16
U008;科室;财政所所长,钱小满,2024-09-16
"""


def _seats() -> tuple[Seat, ...]:
    found = []
    for line in _SEATS.strip().splitlines():
        unit, role, rest = line.split(";")
        title, person, since, *until = rest.split(",")
        found.append(Seat(unit, title, person, role, since, until[0] if until else ""))
    return tuple(found)


SEATS = _seats()


_KEY_POSTS = ("财务", "国库", "采购", "建筑市场", "财政所")


def is_key(title: str) -> bool:
    """Whether the county has named the post a key one."""
    return any(word in title for word in _KEY_POSTS)


def holder(unit: str, title: str) -> Seat:
    """Who sits in the post now."""
    for seat in SEATS:
        if (seat.unit, seat.title) == (unit, title) and not seat.until:
            return seat
    raise KeyError((unit, title))


def head(unit: str) -> Seat:
    """The head; of a township, whoever leads its government."""
    return [seat for seat in SEATS if seat.unit == unit and seat.role == HEAD][-1]


def discipline_head(unit: str) -> Seat:
    """The head of the discipline group or committee."""
    return next(seat for seat in SEATS if seat.unit == unit and seat.role == DISCIPLINE)


def people() -> list[tuple[str, str]]:
    """Everybody once: unit and name."""
    return list(dict.fromkeys((seat.unit, seat.person) for seat in SEATS))


@dataclass(frozen=True)
class Charge:
    """What a row of 分工 says."""

    unit: str
    person: str
    area: str
    direct: str = "是"
    since: str = "2025-01-01"
    until: str = ""


# unit; person: areas
_CHARGES = """
U001;郁知远:主持全面工作
U001;凌疏影:组织人事
U001;柏松岩:行政审批
U002;闻人恪:主持全面工作
U002;沈禾青:组织人事、行政审批
U002;裴云岫:物资采购、建设工程及招标
U002;邵清漪:财务
U002;靳守拙:纪检监察
U003;尚怀瑾:主持全面工作
U003;骆星辰:行政审批、组织人事
U003;池鱼跃:建设工程及招标
U003;穆遥岑:物资采购
U004;荆满仓:主持全面工作
U004;耿麦秋:建设工程及招标
U004;耿麦秋:财务
U004;干渔歌:组织人事、行政审批
U004;干渔歌:建设工程及招标
U004;车稼轩:物资采购
U005;宋怀幼:主持全面工作
U005;温如故:财务、组织人事
U005;喻长宁:行政审批、建设工程及招标
U006;权衡之:主持全面工作
U006;姬书简:行政审批、财务
U006;雷惊蛰:物资采购
U006;安知味:建设工程及招标
U007;柳含章:主持全面工作
U007;桑榆晚:主持全面工作
U007;杜若洲:组织人事
U007;佟穗丰:财务、物资采购
U007;房砌石:建设工程及招标
U008;石青崖:主持全面工作
U008;岑溪亭:主持全面工作
U008;谈笑语:组织人事、物资采购
U008;牧云归:财务、行政审批
"""

_SINGLE = (
    Charge("U001", "陆岸汀", "财务", since="2025-01-01", until="2026-03-31"),
    Charge("U001", "陆岸汀", "建设工程及招标", since="2025-01-01", until="2026-03-31"),
    Charge("U001", "陆岸汀", "物资采购", since="2025-01-01", until="2026-03-31"),
    Charge("U001", "凌疏影", "财务", since="2026-04-01"),
    Charge("U001", "柏松岩", "建设工程及招标", since="2026-04-01"),
    # nobody from 1 April to 5 May
    Charge("U001", "谷雨禾", "物资采购", since="2026-05-06"),
    Charge("U003", "尚怀瑾", "财务"),
    Charge("U005", "宋怀幼", "物资采购"),
    Charge("U006", "雷惊蛰", "组织人事", direct=""),
    Charge("U008", "牧云归", "建设工程及招标", since=""),
    # reads reports, is not in direct charge
    Charge("U002", "闻人恪", "财务", direct="否"),
)


def _charges() -> tuple[Charge, ...]:
    found = []
    for line in _CHARGES.strip().splitlines():
        unit, rest = line.split(";")
        person, area = rest.split(":")
        found.append(Charge(unit, person, area))
    return tuple(sorted((*found, *_SINGLE), key=lambda charge: charge.unit))


CHARGES = _charges()
