"""Works, trades and other large matters of three units, with the meetings that decided them. All invented."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.county.meeting_bodies import working_day
from tests.county.people import UNITS
from tests.county.spending_rows import after, decision, held_on, subject

Row = dict[str, str]
_CENTRE = "云泽县公共资源交易中心"
_HALLS = {
    "工程招投标": "工程交易厅",
    "政府采购": "采购交易厅",
    "土地出让": "土地交易厅",
    "产权交易": "产权交易厅",
}
_BUYER = {"U002": "裴云岫", "U003": "穆遥岑", "U007": "佟穗丰"}

# unit; number; topic; name; kind; investment and public money in 10,000 yuan; working days from the meeting to
# the start; contractor; share of the contract in percent; gates
_PROJECTS = """
U003;ZJGC-2025-01;老旧小区改造;2025年老旧小区改造项目;维修改造;980;980;70;云泽县第二建筑工程公司（样例）;94;全
U003;ZJGC-2025-02;绿道二期;绿道二期工程;基建工程;320;320;60;云泽县绿景园林工程有限公司;96;全
U003;ZJGC-2025-03;背街小巷;背街小巷整治项目;维修改造;260;260;55;云泽县第二建筑工程公司（样例）;95;全
U003;ZJGC-2026-01;城市公厕;城市公厕建设项目;基建工程;186;186;60;云泽县恒基建筑有限公司（样例）;97;全
U003;ZJGC-2026-02;;城北物业用房改造;维修改造;84;84;2026-04-13;云泽县安居维修服务部;98;全
U007;LXGC-2025-01;集镇污水管网;集镇污水管网改造工程;基建工程;430;430;45;云泽县恒基建筑有限公司（样例）;95;全
U007;LXGC-2025-02;敬老院维修;敬老院维修工程;维修改造;48;48;30;云泽县安居维修服务部;96;缺预算
U007;LXGC-2026-01;佟家湾小型水利;佟家湾小型水利工程;基建工程;76;76;20;云泽县水润水利工程队;97;全
U007;LXGC-2026-02;农贸市场改造;农贸市场改造工程;维修改造;460;460;-4;云泽县恒基建筑有限公司（样例）;98;全
U002;CZXM-2026-01;惠农补贴一卡通平台;惠农补贴一卡通平台建设;信息化建设;36;36;40;云泽县信远软件服务有限公司;95;全
"""

# unit; number; name; kind; object; bulk; method; topic; project; budget and price in 10,000 yuan; day won or
# working days from the meeting; winner; bidders; decider; buyer; office that planned it; what is planted
_TRADES = """
U003;ZJZB-2025-01;2025年老旧小区改造施工;工程招投标;工程;否;公开招标;老旧小区改造;ZJGC-2025-01;940;921.2;50;云泽县第二建筑工程公司（样例）;6;;;;
U003;ZJZB-2025-02;绿道二期工程施工;工程招投标;工程;否;公开招标;绿道二期;ZJGC-2025-02;316;307.2;45;云泽县绿景园林工程有限公司;4;;;;candidates short
U003;ZJZB-2025-03;背街小巷整治施工;工程招投标;工程;否;竞争性磋商;背街小巷;ZJGC-2025-03;255;247;40;云泽县第二建筑工程公司（样例）;3;;;;
U003;ZJCG-2025-01;工程质量检测设备;政府采购;货物;是;公开招标;工程质量检测设备;;68;66.4;15;云泽县衡准仪器有限公司;5;穆遥岑;盛远帆;质量安全科;
U003;ZJCG-2026-01;除雪设备;政府采购;货物;是;公开招标;除雪设备购置;;41;39.6;14;云泽县北辰机械有限公司;4;穆遥岑;杭霁月;城市建设科;
U003;ZJCG-2026-02;市政管养车辆;政府采购;货物;否;竞争性谈判;市政管养车辆更新;;39;38.2;10;云泽县安驰汽车贸易有限公司;3;穆遥岑;杭霁月;城市建设科;other venue
U003;ZJZX-2026-01;办公用空调;自行采购;货物;否;零星购买;;;1.7;1.62;2026-05-12;云泽县恒温制冷维修店;;池鱼跃;邢竹溪;建筑市场监管科;wrong leader
U002;CZCG-2026-01;办公设备集中采购;政府采购;货物;是;公开招标;办公设备集中采购;;27.2;26.8;14;云泽县长风电脑服务部;4;裴云岫;甘霖舟;国库科;
U002;CZCG-2026-02;惠农补贴一卡通平台开发;政府采购;服务;否;单一来源采购;惠农补贴一卡通平台;CZXM-2026-01;36;34.2;30;云泽县信远软件服务有限公司;1;裴云岫;黎未晞;预算科;single source
U002;CZCG-2026-03;审计专用服务器;政府采购;货物;否;询价;;;9;8.6;2026-05-08;云泽县长风电脑服务部;3;裴云岫;汤砚秋;财政监督科;undecided
U002;CZZX-2026-01;会议桌椅;自行采购;货物;否;零星购买;;;1.5;1.38;2026-03-11;云泽县长风电脑服务部;;裴云岫;黎未晞;预算科;
U007;LXZB-2025-01;集镇污水管网改造施工;工程招投标;工程;否;公开招标;集镇污水管网;LXGC-2025-01;422;408.5;32;云泽县恒基建筑有限公司（样例）;5;;;;
U007;LXZB-2026-01;农贸市场改造施工;工程招投标;工程;否;直接发包;农贸市场改造;LXGC-2026-02;455;450.8;5;云泽县恒基建筑有限公司（样例）;1;;;;
U007;LXCG-2026-01;防汛物资;政府采购;货物;是;询价;防汛物资采购;;12.8;12.6;2;云泽县安澜防汛物资经营部;3;佟穗丰;佟穗丰;党政办公室;delivered first
U007;LXZX-2025-01;会议室窗帘;自行采购;货物;否;零星购买;;;0.9;0.86;2025-11-18;柳溪镇新风布艺店;;佟穗丰;伏案青;党政办公室;
U007;LXCQ-2026-01;原粮站库房五年租赁权;产权交易;;否;协议;;;18;18.6;2026-04-08;云泽县新禾种养专业合作社;1;;;;off venue
U007;LXTD-2026-01;集镇东路商服地块出让;土地出让;;否;挂牌;;;320;356;2026-03-17;云泽县锦程商贸有限公司（样例）;3;;;;county decided
"""

# unit; number; name; kind; counterparty; 10,000 yuan; topic; day or working days from the meeting; other source
_UNDERTAKINGS = """
U002;CZZD-2025-01;处置报废办公设备;资产处置;云泽县循环再生资源公司（样例）;3.2;闲置资产调剂;20;
U007;LXZD-2025-01;柳溪河堤段险情处置;突发事件处置;云泽县水润水利工程队;16.4;柳溪河堤段险情;0;
U007;LXZD-2026-01;闲置校舍对外出租;资产处置;云泽县百味餐饮店;4.8;;2026-02-27;
U003;ZJZD-2026-01;城建档案馆设备存款转存;异地存款;邻县城市商业银行（样例）;60;;2026-01-30;市住建局批复
"""


def trades() -> dict[str, list[Row]]:
    """The sheets of the workbook: kind → rows."""
    return {
        "trading_venues": list(_venues()),
        "projects": list(_projects()),
        "transactions": list(_transactions()),
        "bidders": list(_bidders()),
        "undertakings": list(_undertakings()),
    }


def _venues() -> Iterator[Row]:
    for kind, hall in _HALLS.items():
        row = {"name": f"{_CENTRE}{hall}", "kind": kind, "level_written": "县级", "valid_from": "2020-01-01"}
        yield row | {"document": "云泽府发〔2019〕44号"}


def _lines(text: str) -> Iterator[list[str]]:
    for line in text.strip().splitlines():
        yield line.split(";")


def _decided(unit: str, words: str) -> Row:
    return decision(subject(unit, words)) if words else {}


def _day(unit: str, words: str, wait: str) -> date:
    """A day, or so many working days after the meeting; before it where negative."""
    if not words or "-" in wait[1:]:
        return date.fromisoformat(wait)
    held = held_on(subject(unit, words))
    return after(held, int(wait)) if int(wait) >= 0 else working_day(held + timedelta(days=int(wait)))


def _wan(text: str) -> str:
    return f"{text}万元"


def _projects() -> Iterator[Row]:
    for unit, number, words, name, kind, whole, public, wait, contractor, share, gates in _lines(_PROJECTS):
        start = _day(unit, words, wait)
        signed = start - timedelta(days=12)
        row = {
            "unit": UNITS[unit][0],
            "number": number,
            "name": name,
            "kind": kind,
            "investment": _wan(whole),
            "public": _wan(public),
            "approved_on": (
                held_on(subject(unit, words)) if words else start - timedelta(days=40)
            ).isoformat(),
            "approval_document": f"云泽发改〔{start.year}〕{int(number[-2:]) * 7}号",
            **_decided(unit, words),
            "started_on": start.isoformat() if start <= date(2026, 6, 30) else "",
            "contractor_written": contractor,
            "contract": _wan(f"{float(whole) * int(share) / 100:.2f}"),
        }
        for field, who in (("gate_design", "林设之"), ("gate_budget", "计量平"), ("gate_tender", "甄公允")):
            if not (gates == "缺预算" and field == "gate_budget"):
                row[field] = f"{who} {signed}"
        yield row


def _transactions() -> Iterator[Row]:
    for line in _lines(_TRADES):
        unit, number, name, kind, bought, bulk, method, words, project, budget, price, wait, *rest = line
        winner, bidders, decider, buyer, office, tag = rest
        won = _day(unit, words, wait)
        row = {
            "unit": UNITS[unit][0],
            "number": number,
            "name": name,
            "kind": kind,
            "bought": bought,
            "is_bulk": bulk,
            "method": method,
            "project_written": project,
            "budget": _wan(budget),
            "price": _wan(price),
            "planned_by_written": office,
            "decider_written": decider,
            "decided_on": (won - timedelta(days=9)).isoformat() if decider else "",
            "buyer_written": buyer,
            "won_on": won.isoformat(),
            "winner_written": winner,
            "winner_kind": "单位",
            "bidders": bidders,
            **_decided(unit, words),
        }
        yield row | _place(kind, tag) | _posted(kind, method, won, tag)


def _place(kind: str, tag: str) -> Row:
    if kind == "自行采购" or tag == "off venue":
        return {"is_in_venue": "否", "venue_written": "单位会议室" if tag else ""}
    if tag == "other venue":
        return {"is_in_venue": "是", "venue_written": "市公共资源交易中心"}
    return {"is_in_venue": "是", "venue_written": f"{_CENTRE}{_HALLS[kind]}"}


def _posted(kind: str, method: str, won: date, tag: str) -> Row:
    """The days around a trade, in time but for what is planted."""
    contract = after(won, 8)
    row = {"contract_on": contract.isoformat(), "contract": f"HT{won:%Y%m%d}"}
    row["delivered_on"] = after(contract, 3).isoformat()
    if kind == "工程招投标":
        shown = working_day(won - timedelta(days=9))
        row["evaluated_on"] = (shown - timedelta(days=1)).isoformat()
        row["candidates_from"] = shown.isoformat()
        row["candidates_to"] = (shown + timedelta(days=1 if tag == "candidates short" else 4)).isoformat()
        row["announced_on"] = (won - timedelta(days=40)).isoformat()
    if kind == "政府采购":
        row["result_posted_on"] = after(won, 6 if tag == "undecided" else 1).isoformat()
        row["contract_posted_on"] = after(contract, 1).isoformat()
    if method == "单一来源采购":
        shown = working_day(won - timedelta(days=20))
        row["single_source_from"] = shown.isoformat()
        row["single_source_to"] = after(shown, 6).isoformat()
        row["method_reason"] = "平台须与市级系统对接，只有一家可以供货"
    if tag == "delivered first":
        row["delivered_on"] = (won - timedelta(days=6)).isoformat()
    if tag == "county decided":
        row["decision_written"] = "县人民政府第62次常务会议"
    return row


def _bidders() -> Iterator[Row]:
    """Who offered how much for the first trades."""
    rivals = (
        "云泽县宏图建设有限公司（样例）",
        "云泽县广厦工程有限公司（样例）",
        "云泽县远方商贸有限公司（样例）",
    )
    for line in _lines(_TRADES):
        unit, number, *_ = line
        price, winner, method = float(line[10]), line[12], line[6]
        if method != "公开招标":
            continue
        offers = [
            (winner, price),
            *((rival, price * (103 + at * 2) / 100) for at, rival in enumerate(rivals)),
        ]
        for place, (name, offer) in enumerate(offers, 1):
            yield {
                "unit": UNITS[unit][0],
                "transaction_written": number,
                "position": str(place),
                "name": name,
                "offer": f"{offer:.2f}万元",
                "is_winner": "是" if place == 1 else "否",
            }


def _undertakings() -> Iterator[Row]:
    for unit, number, name, kind, other, amount, words, wait, source in _lines(_UNDERTAKINGS):
        row = {
            "unit": UNITS[unit][0],
            "number": number,
            "name": name,
            "kind": kind,
            "counterparty_written": other,
            "amount": _wan(amount),
            "done_on": _day(unit, words, wait).isoformat(),
            **_decided(unit, words),
        }
        yield row | ({"decision_written": source} if source else {})
