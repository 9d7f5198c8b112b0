"""Topics: proposed, investigated, screened, noticed; the seven stages (R-XZ-06, R-HY-03, R-ZJ-02)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, select

from powerctl.areas.edits import Change, edit, needed, noted, number_of, read_value, read_values
from powerctl.areas.meetings.catalogue import find_catalogue_item
from powerctl.areas.meetings.named import find_topic, person_in, unit_of
from powerctl.areas.meetings.sums import fen, set_fen
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import BudgetStep, CatalogueItem, Consultation, Instruction, ProcedureStep, Topic
from powerctl.terms import BudgetStage, DecisionStage, Outcome, TopicState

EDITABLE = (
    *("number", "title", "topic_class", "matter", "amount_fen", "source_written", "proposer_written"),
    *("proposed_on", "collected_by_written", "collected_on", "is_investigated", "study_document"),
    *("screened_on", "screened_by", "screened_result", "in_charge_written", "concerned_written"),
    *("needs_opinion", "state", "note"),
)
LINKS = ("catalogue_item", "in_charge")
STEP_FIELDS = ("begun_on", "done_on", "document", "outcome", "missing_reason")
_LIFE = tuple(TopicState)
STATE_AFTER = {
    Outcome.PASSED: TopicState.DECIDED,
    Outcome.REJECTED: TopicState.DECIDED,
    Outcome.DEFERRED: TopicState.DEFERRED,
    Outcome.RETURNED: TopicState.RETURNED,
    Outcome.HEARD: TopicState.DISCUSSED,
}
"""What a topic is by the result announced; a report that was heard decides nothing."""
_OVER = (TopicState.DECIDED, TopicState.DEFERRED, TopicState.RETURNED, TopicState.WITHDRAWN)


def propose(session: Session, unit: str, title: str, *, today: date, **more: str) -> Topic:
    """Records a proposed topic; without `number` it gets the next of its year.

    Class and matter are taken over from the catalogue item where they are not given. Raises Refused for
    a number that is taken, and texts that cannot be read.
    """
    home = find_unit(session, unit)
    links = {field: more.pop(field) for field in LINKS if field in more}
    number = more.pop("number", "").strip()
    amount = fen(more.pop("amount_fen", ""), "涉及金额")
    values = read_values(Topic, {"title": needed(title, "议题名称"), **more}, EDITABLE)
    values.setdefault("state", TopicState.PROPOSED)
    year = (values.get("proposed_on") or today).year
    number = number or _free_number(session, number_of(home), year)
    _refuse_taken(session, number_of(home), number)
    topic = Topic(unit_id=number_of(home), number=number, amount_fen=amount, **values)
    session.add(topic)
    session.flush()
    if links:
        _edit(session, topic, links)
    _from_catalogue(session, topic)
    return topic


def edit_topic(session: Session, topic: Topic, changes: Mapping[str, str]) -> list[Change]:
    """Changes a topic. Raises Refused for a number that is taken and a title that is empty."""
    if "title" in changes:
        needed(changes["title"], "议题名称")
    if "number" in changes and needed(changes["number"], "议题编号") != topic.number:
        _refuse_taken(session, topic.unit_id, changes["number"].strip())
    return _edit(session, topic, changes)


def _edit(session: Session, topic: Topic, changes: Mapping[str, str]) -> list[Change]:
    texts = dict(changes)
    if "in_charge" in texts:
        texts.setdefault("in_charge_written", texts["in_charge"].partition("#")[0])
    sums = set_fen(session, topic, "amount_fen", texts.pop("amount_fen")) if "amount_fen" in texts else []
    code = unit_of(session, topic).code
    links = {
        "catalogue_item": lambda text: number_of(find_catalogue_item(session, text, unit=code)),
        "in_charge": lambda text: person_in(session, topic.unit_id, text),
    }
    return sums + edit(session, topic, texts, EDITABLE, links)


def _from_catalogue(session: Session, topic: Topic) -> None:
    item = session.get(CatalogueItem, topic.catalogue_item_id) if topic.catalogue_item_id else None
    if item is not None:
        topic.topic_class = topic.topic_class or item.topic_class
        topic.matter = topic.matter or item.matter
        session.add(topic)
        session.flush()


def find_catalogue_note(session: Session, topic: Topic) -> list[str]:
    """What the catalogue says of a topic that a clerk should know before the meeting, in sentences."""
    item = session.get(CatalogueItem, topic.catalogue_item_id) if topic.catalogue_item_id else None
    if item is None:
        return []
    notes = ["按决策事项目录，这一议题须票决"] if item.needs_ballot else []
    if item.body is not None:
        notes.append(f"按决策事项目录，由{item.body.value}决定")
    return notes


def advance(session: Session, topic: Topic, state: TopicState) -> None:
    """Moves a topic on; never back, and never out of an end."""
    if topic.state in _OVER and state in (TopicState.LISTED, TopicState.DISCUSSED):
        # A deferred or returned topic that is listed again is alive again; a decided one is reconsidered.
        topic.state = state
    elif topic.state is None or _LIFE.index(topic.state) < _LIFE.index(state):
        topic.state = state
    session.add(topic)
    session.flush()


def investigate(session: Session, topic: Topic, *, document: str, is_investigated: bool = True) -> None:
    """Records whether the topic was studied, and by what paper (MTG007)."""
    _refuse_over(topic)
    topic.is_investigated = is_investigated
    topic.study_document = document.strip() or topic.study_document
    session.add(topic)
    session.flush()
    if is_investigated:
        advance(session, topic, TopicState.INVESTIGATED)


def screen(session: Session, topic: Topic, *, on: date, body: str, result: str) -> None:
    """Records the screening: day, body (书记办公会, 书记专题会, …), result (MTG008)."""
    _refuse_over(topic)
    if topic.proposed_on is not None and on < topic.proposed_on:
        raise Refused(f"初审日期 {on} 早于提出日期 {topic.proposed_on}", hint="核对两个日期后重新输入")
    topic.screened_on = on
    topic.screened_by = read_value(Topic, "screened_by", body, EDITABLE) or topic.screened_by
    topic.screened_result = result.strip() or topic.screened_result
    session.add(topic)
    session.flush()
    advance(session, topic, TopicState.SCREENED)


def withdraw(session: Session, topic: Topic, *, on: date, reason: str) -> None:
    """Takes a topic back before it is decided. Raises Refused for one that is decided or withdrawn."""
    reason = needed(reason, "撤回理由")
    if topic.state in (TopicState.DECIDED, TopicState.WITHDRAWN):
        raise Refused(
            f"议题 {topic.number} {topic.state.value}，不能撤回", hint=f"powerctl topic show {topic.id}"
        )
    topic.state, topic.note = TopicState.WITHDRAWN, noted(topic.note, f"{on} 撤回：{reason}")
    session.add(topic)
    session.flush()


def set_step(
    session: Session, topic: Topic, stage: str, texts: Mapping[str, str]
) -> tuple[ProcedureStep, list[Change]]:
    """Records one of the seven stages of a major decision, or why it is missing; said again, it is corrected.

    Raises Refused for a stage that is none, and one both done and missing.
    """
    known = read_value(ProcedureStep, "stage", needed(stage, "环节"), ("stage",))
    query = select(ProcedureStep).where(ProcedureStep.topic_id == topic.id, ProcedureStep.stage == known)
    step = session.exec(query).first() or ProcedureStep(topic_id=number_of(topic), stage=DecisionStage(known))
    changes = edit(session, step, texts, STEP_FIELDS)
    if step.done_on is not None and step.missing_reason:
        raise Refused(
            f"“{step.stage.value}”既写了完成日期 {step.done_on}，又写了未履行的理由",
            hint=f"powerctl topic step {topic.id} {step.stage.value} --set 未履行的理由=空",
        )
    if step.begun_on and step.done_on and step.done_on < step.begun_on:
        raise Refused(f"完成日期 {step.done_on} 早于开始日期 {step.begun_on}", hint="核对两个日期后重新输入")
    return step, changes


def consult(session: Session, topic: Topic, person: str, *, on: date | None, note: str = "") -> Consultation:
    """Records a talk with one member before the meeting (MTG018)."""
    name = needed(person, "酝酿对象")
    talk = Consultation(
        topic_id=number_of(topic),
        person_id=person_in(session, topic.unit_id, name),
        person_written=name.partition("#")[0],
        held_on=on,
        note=note.strip() or None,
    )
    session.add(talk)
    session.flush()
    return talk


def instruct(session: Session, topic: Topic, person: str, *, on: date | None, text: str = "") -> Instruction:
    """Records what a leader wrote on a topic before the meeting (MTG015)."""
    name = needed(person, "批示人")
    written = Instruction(
        topic_id=number_of(topic),
        person_id=person_in(session, topic.unit_id, name),
        person_written=name.partition("#")[0],
        given_on=on,
        text=text.strip() or None,
    )
    session.add(written)
    session.flush()
    return written


def set_budget_step(
    session: Session, unit: str, year: int, stage: str, texts: Mapping[str, str]
) -> tuple[BudgetStep, list[Change]]:
    """Records a stage of a year's budget (MTG032); said again, it is corrected."""
    home = number_of(find_unit(session, unit))
    known = read_value(BudgetStep, "stage", needed(stage, "环节"), ("stage",))
    query = select(BudgetStep).where(
        BudgetStep.unit_id == home, BudgetStep.year == year, BudgetStep.stage == known
    )
    step = session.exec(query).first() or BudgetStep(unit_id=home, year=year, stage=BudgetStage(known))
    return step, edit(session, step, texts, ("done_on", "document"))


def topic_of(session: Session, text: str, unit_id: int) -> Topic:
    """The topic that is meant, first among those of a unit. Raises Refused."""
    query = select(Topic).where(Topic.unit_id == unit_id, Topic.number == text.strip())
    return session.exec(query).first() or find_topic(session, text)


def _refuse_over(topic: Topic) -> None:
    if topic.state in (TopicState.DECIDED, TopicState.WITHDRAWN):
        raise Refused(
            f"议题 {topic.number} {topic.state.value}，补正用 edit",
            hint=f"powerctl topic edit {topic.id} --set 栏目=值",
        )


def _free_number(session: Session, unit_id: int, year: int) -> str:
    taken = set(session.exec(select(Topic.number).where(Topic.unit_id == unit_id)).all())
    count = 1
    while f"{year}-{count:03}" in taken:
        count += 1
    return f"{year}-{count:03}"


def _refuse_taken(session: Session, unit_id: int, number: str) -> None:
    taken = session.exec(select(Topic.id).where(Topic.unit_id == unit_id, Topic.number == number)).first()
    if taken is not None:
        raise Refused(f"本单位已有编号为“{number}”的议题", hint=f"powerctl topic show {taken}")
