"""The days on which amendments begin to work, for the calendar of the handbook, and what each of them says in words: from
which day, what it was, what it is, by which clause."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.book import addresses, differences, words
from generator.book.handbook import Clause, Day, Document, Support
from generator.book.publication import day_words
from generator.book.readings import clause_on
from generator.book.states import Change, TextState
from generator.book.validity import interval

MOST = 12  # lines of one entry; the page of the document has all


def amended_days(document: Document) -> Iterator[Day]:
    """One day for each on which something of a document changes; its id is that of the state (``since``)."""
    for day, changes in document.changes:
        identity = f"{document.id}-since-{day.isoformat()}"
        done = "、".join(dict.fromkeys(words.DO[change.do] for change in changes))
        yield Day(identity, day, "amends", f"从这一天起{done}", document, addresses.date(identity))


def true_end(document: Document) -> tuple[date, str] | None:
    """Of a document that ended before the day that its text sets: its last day, and why; else ``None``."""
    last, printed = interval(document)[1], document.data.valid_until
    if not document.states or last is None or printed is None or last >= printed:
        return None
    state = next(state for state in document.states if state.since == last + timedelta(days=1))
    by = "、".join(dict.fromkeys(_by(change) for change in state.by))
    return (
        last,
        f"有效到这一天为止（{day_words(state.since)}起{words.STATUS[state.standing]}，依据{by}；文中原写到{day_words(printed)}）",
    )


def told(day: Day) -> list[str]:
    """What an amendment changes, one line for each fact: 第八条：要点 原……，现……；依据…… ."""
    changes = next((found for since, found in day.document.changes if since == day.date), [])
    # What was inserted or renumbered is told at its own clause.
    whole = [
        change for change in changes if change.target == day.document.id and change.do not in ("insert", "renumber")
    ]
    lines = [f"全文{words.DO[change.do]}{_until(change)}" for change in whole]
    texts: list[Clause | Support] = (
        [] if any(change.do in ("repeal", "declare-lapsed") for change in whole) else _changed(day)
    )
    found = [line for text in texts for line in _of(text, day)]
    lines += found[:MOST] + ([f"另有 {len(found) - MOST} 处"] if len(found) > MOST else [])
    return [*lines, f"依据：{'、'.join(dict.fromkeys(_by(change) for change in changes))}"]


def _changed(day: Day) -> list[Clause | Support]:
    """The clauses that have a state from the day on; their supports are told with them."""
    return [clause for clause in day.document.clauses if any(state.since == day.date for state in clause.states)]


def _of(text: Clause | Support, day: Day) -> Iterator[str]:
    at = next(index for index, state in enumerate(text.states) if state.since == day.date)
    old, new = text.states[at - 1], text.states[at]
    name = _name(old if new.text is None else new, text)
    if new.text is None:
        yield f"{name}：删去"
    elif old.text is None:
        yield f"{name}：增加。{new.text.summary if isinstance(new.text, Clause) else new.text.title}"
    elif new.standing != old.standing:
        yield f"{name}：{words.STATUS[new.standing] if new.standing else '恢复执行'}"
    else:
        for one in differences.between(old.text, new.text):
            yield f"{name}：{one.what} 原“{one.was or '没有'}”，现“{one.now or '删去'}”"


def _name(state: TextState, text: Clause | Support) -> str:
    clause = state.text if isinstance(text, Clause) else clause_on(text.clause, state.since)
    return str(clause.title)


def _until(change: Change) -> str:
    until = change.amendment.becomes.until
    return f"到{day_words(until)}" if until else ""


def _by(change: Change) -> str:
    return f"《{change.clause.document.data.short_title}》{change.clause.title}"
