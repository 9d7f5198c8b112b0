"""What bodies talk about: a line for each topic, in its meeting's order. All invented."""

from dataclasses import dataclass

from tests.county.meeting_bodies import MATTERS, Matter

# unit month; letter of the catalogue (- none, S an order from above); title; leader in charge; sum in 10,000 yuan
_TOPICS = """
U001 2024-12;-;领导班子成员分工;凌疏影;
U001 2026-03;-;领导班子成员分工调整;凌疏影;
U001 2026-05;-;廉政风险点等级确定;封晓岚;
U001 2026-05;-;领导班子成员分工调整;凌疏影;
U004 2024-12;-;领导班子成员分工;干渔歌;
U004 2026-05;-;廉政风险点等级确定;宁守正;
U005 2024-12;-;领导班子成员分工;温如故;
U005 2026-05;-;廉政风险点等级确定;解守真;
U006 2024-12;-;领导班子成员分工;姬书简;
U006 2026-05;-;廉政风险点等级确定;双守约;
U002 2024-12;-;领导班子成员分工;沈禾青;
U007 2024-12;-;领导班子成员分工;杜若洲;
U003 2024-12;-;领导班子成员分工;骆星辰;
U002 2025-07;Y;2025年上半年预算执行情况和下半年调整意见;沈禾青;
U002 2025-07;G;政府采购限额标准和集中采购目录调整;裴云岫;
U002 2025-08;Z;会计核算系统升级资金;邵清漪;46
U002 2025-08;-;预算单位账户清理工作安排;沈禾青;
U002 2025-09;G;行政事业单位闲置资产调剂办法;裴云岫;
U002 2025-09;Z;财政票据印制费用;邵清漪;23.5
U002 2025-10;Y;政府债务风险化解方案;沈禾青;
U002 2025-11;Z;中心机房抢修资金;邵清漪;31
U002 2025-11;G;采购代理机构考核办法;裴云岫;
U002 2025-12;Y;2026年部门预算草案编制意见;沈禾青;
U002 2025-12;-;年底国库集中支付和结账安排;沈禾青;
U002 2026-01;Z;办公设备集中采购资金;裴云岫;27.2
U002 2026-01;R;预算科副科长人选;沈禾青;
U002 2026-02;Y;2026年专项资金分配意见;沈禾青;
U002 2026-02;-;乡镇财政所规范化建设安排;邵清漪;
U002 2026-03;X;惠农补贴一卡通平台建设;沈禾青;
U002 2026-03;-;差旅、接待、培训三项内部管理规定修订;邵清漪;
U002 2026-04;G;国有资产出租出借管理办法;裴云岫;
U002 2026-05;-;廉政风险点等级确定;靳守拙;
U002 2026-05;R;国库科副科长人选;沈禾青;
U002 2026-06;Z;全县财务人员培训经费;邵清漪;21.6
U002 2026-06;Y;2026年上半年预算执行情况和调整意见;沈禾青;
U007 2025-07;Z;村组道路养护资金安排;佟穗丰;20
U007 2025-07;X;集镇污水管网改造工程;房砌石;
U007 2025-08;T;柳溪河堤段险情处置方案;房砌石;
U007 2025-08;R;农业服务中心副主任人选;杜若洲;
U007 2025-09;Z;村级公益事业奖补资金;佟穗丰;18
U007 2025-09;-;秋冬季森林防火安排;房砌石;
U007 2025-10;R;村镇建设服务中心主任人选;杜若洲;
U007 2025-10;G;集镇公共停车管理办法;房砌石;
U007 2025-11;X;敬老院维修工程;房砌石;
U007 2025-11;-;村务公开专项检查安排;程守则;
U007 2025-12;G;2026年镇级预算草案;佟穗丰;
U007 2025-12;Z;冬春救助资金分配;佟穗丰;15.6
U007 2026-01;Z;村组道路养护资金安排（第二批）;佟穗丰;26
U007 2026-01;R;便民服务中心主任人选;杜若洲;
U007 2026-02;R;综合治理中心副主任人选;杜若洲;
U007 2026-02;-;春季农田水利安排;佟穗丰;
U007 2026-03;S;县委关于村级财务专项整治部署的贯彻意见;杜若洲;
U007 2026-03;G;村庄布局规划优化方案;房砌石;
U007 2026-04;X;佟家湾小型水利工程;房砌石;
U007 2026-04;-;乡村治理积分制试点安排;杜若洲;
U007 2026-05;X;农贸市场改造工程;房砌石;
U007 2026-05;-;廉政风险点等级确定;程守则;
U007 2026-06;Z;防汛物资采购资金;佟穗丰;12.8
U007 2026-06;R;农业服务中心主任人选;杜若洲;
U003 2025-06;G;建筑市场信用评价办法;骆星辰;
U003 2025-06;-;汛期城市排水安排;池鱼跃;
U003 2025-07;X;2025年老旧小区改造项目;池鱼跃;
U003 2025-07;Z;工程质量检测设备购置资金;穆遥岑;68
U003 2025-08;Z;城区路灯节能改造资金;池鱼跃;54
U003 2025-08;G;住宅专项维修资金使用细则;骆星辰;
U003 2025-09;-;第三季度安全生产检查安排;穆遥岑;
U003 2025-09;X;绿道二期工程;池鱼跃;
U003 2025-10;X;背街小巷整治项目;池鱼跃;
U003 2025-10;G;燃气经营许可管理规定;骆星辰;
U003 2025-11;Z;市政井盖更换资金;池鱼跃;36
U003 2025-11;G;装配式建筑推广意见;穆遥岑;
U003 2025-12;X;2026年城建项目储备;池鱼跃;
U003 2025-12;-;冬季供热应急安排;穆遥岑;
U003 2026-01;Z;除雪设备购置资金;池鱼跃;41
U003 2026-01;G;物业服务监督管理办法;骆星辰;
U003 2026-02;X;城市公厕建设项目;池鱼跃;
U003 2026-02;-;春节后工地复工检查安排;穆遥岑;
U003 2026-03;-;建筑企业走访服务安排;骆星辰;
U003 2026-04;-;月度重点工作调度;骆星辰;
U003 2026-04;-;房屋市政工程质量提升安排;穆遥岑;
U003 2026-04;Z;市政管养车辆更新资金;池鱼跃;39
U003 2026-04;-;白蚁防治工作安排;骆星辰;
U003 2026-04;X;城区停车泊位建设项目;池鱼跃;
U003 2026-04;-;工程档案移交安排;穆遥岑;
U003 2026-04;-;保障性住房年审安排;骆星辰;
U003 2026-04;-;城市树木修剪安排;池鱼跃;
U003 2026-05;G;城市地下管网更新改造方案;池鱼跃;
U003 2026-05;-;廉政风险点等级确定;石守静;
"""
_FROM_ABOVE = "S"


@dataclass(frozen=True)
class Subject:
    """A topic before anybody spoke on it."""

    unit: str
    month: str
    position: int
    letter: str
    title: str
    leader: str
    amount: str

    @property
    def key(self) -> tuple[str, str, int]:
        """Unit, month, place on the agenda."""
        return self.unit, self.month, self.position

    @property
    def number(self) -> str:
        """The clerk's number of the topic."""
        return f"{self.month}-{self.position}"

    @property
    def line(self) -> Matter | None:
        """Its line of the decision catalogue."""
        return MATTERS.get((self.unit, self.letter))

    @property
    def topic_class(self) -> str:
        """议题类别."""
        if self.letter == _FROM_ABOVE:
            return "上级指示议题"
        return self.line.topic_class if self.line else "事项议题"

    @property
    def matter(self) -> str:
        """四重一大类别, or nothing."""
        return self.line.matter if self.line else ""

    @property
    def is_personnel(self) -> bool:
        """Whether it is about who gets a post."""
        return self.topic_class == "人事议题"

    @property
    def is_major_decision(self) -> bool:
        """Whether it goes through the seven stages."""
        return self.matter == "重大决策"


def _subjects() -> tuple[Subject, ...]:
    found: list[Subject] = []
    for line in _TOPICS.strip().splitlines():
        meeting, letter, title, leader, amount = line.split(";")
        unit, month = meeting.split()
        position = sum((one.unit, one.month) == (unit, month) for one in found) + 1
        found.append(Subject(unit, month, position, letter, title, leader, amount))
    return tuple(found)


SUBJECTS = _subjects()


def subjects_of(unit: str, month: str) -> list[Subject]:
    """The agenda of a meeting."""
    return [subject for subject in SUBJECTS if (subject.unit, subject.month) == (unit, month)]


def settled(unit: str, title: str, on: str = "") -> tuple[str, int]:
    """The last meeting up to a day that had a topic of that title, and its place on the agenda."""
    found = [
        one for one in SUBJECTS if one.unit == unit and title in one.title and one.month <= (on or "9999")
    ]
    return found[-1].month, found[-1].position
