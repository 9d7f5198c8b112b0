"""The power that a chart names and the posts that its steps name, found later than the chart came."""

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.organization.directory import Posts
from powerctl.areas.receipt import table_of
from powerctl.areas.registry.exercises.links import ListedPowers
from powerctl.model import FlowChart, FlowStep
from powerctl.store.bulk import update_rows


def relink(session: Session) -> int:
    """Fills empty links of charts and steps whose words name a power or a post; how many gained one.

    A link that is there is never touched.
    """
    chart, step = table_of(FlowChart), table_of(FlowStep)
    ask = session.connection().execute
    charts = ask(
        select(chart.c.id, chart.c.unit_id, chart.c.power_written).where(
            chart.c.power_id.is_(None), chart.c.power_written.is_not(None)
        )
    ).all()
    powers = ListedPowers(session, {unit for _, unit, _ in charts})
    linked = [
        (number, power)
        for number, unit, words in charts
        if (power := powers.find(unit, words, None)) is not None
    ]
    update_rows(session, chart, ("power_id",), linked)
    steps = ask(
        select(step.c.id, chart.c.unit_id, step.c.post_written)
        .join_from(step, chart, step.c.chart_id == chart.c.id)
        .where(step.c.post_id.is_(None), step.c.post_written.is_not(None))
    ).all()
    posts = Posts.of(session)
    placed = [
        (number, post) for number, unit, words in steps if (post := posts.find(unit, words)) is not None
    ]
    update_rows(session, step, ("post_id",), placed)
    return len(linked) + len(placed)
