"""How to apply, who pays and in which instalments: what a text states of them, and what the data claims of it.

A window is compared to the hour, a paper with its copies, a step with its days, an office with its telephone. Texts are in
the comparable form of ``originals``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.audit.claims import Claim
from generator.audit.originals import comparable
from generator.audit.wording import in_a_list
from generator.records import Amount, Clause, Document
from generator.records.amounts import Payer
from generator.records.application import Application
from generator.records.application import Window as WindowRecord
from generator.records.stated import facts_of_money
from generator.source.problems import Place
from generator.text import dates, names
from generator.text.numerals import number
from generator.text.plain import plain
from generator.text.records import Channel, Material, Split, Time, Window

# What the original states of these has to be recorded where it stands; where to write it.
HINTS = {
    "window": "办理时间写在 application 的 windows。", "telephone": "单位的电话写在 application 的 offices；个人的不写。",
    "material": "材料写在 application 的 materials，办理不要求的写进要点。",
    "channel": "渠道写在 application 的 channels，不是办理渠道的写进要点。",
    "days": "办理时限写在 application 的 steps，不是办理步骤的写进要点。",
    "payers": "由谁分担写在 amount 的 payers；不是某一项支持的，写进要点。",
    "instalments": "分期写在 amount 的 instalments；不是某一项支持的，写进要点。",
}  # fmt: skip
# Of these, a point of the clause may say it as well: a report due after the award is no paper for an application.
_SAID_TOO = ("material", "channel", "days", "payers", "instalments")
_POINT = re.compile("p[1-9][0-9]?$")
_MARKS = re.compile("[“”\"'‘’《》「」()（）]")
_DAYS = re.compile("(?<![0-9月年])([0-9]{1,3}|[一二两三四五六七八九十]{1,3})个?(工作日|自然日|日|天)(?!内?有效期)")
_TELEPHONE = re.compile("(?<![0-9-])([0-9]{3,4}-[0-9]{7,8}|(?<=电话:)[0-9]{7,8}|(?<=电话)[0-9]{7,8})(?![0-9])")
_PERSON = re.compile("(?:联系人|经办人|负责同志|联系同志)[^。;]{0,24}$")
_EQUAL = re.compile("分([0-9]|[二两三四五六七八九十])(?:年|期|次|批)[^。;,]{0,4}(?:等额|平均|均等)")
_SENTENCE = re.compile("[^。;]+")


@dataclass(frozen=True)
class Said:
    """One statement of a text. ``keys``: each is a way to record it; ``words`` are shown."""

    kind: str
    keys: frozenset[str]
    words: str


def said(text: str) -> list[Said]:
    """What a text states of these kinds."""
    whole = plain(text)
    found = [one for one in _windows(text) if one.kind == "window"]
    for fact in names.read(whole):
        if isinstance(fact, Material):
            found.append(Said("material", frozenset({bare(fact.name)}), fact.text))
        elif isinstance(fact, Channel) and fact.name and fact.way in ("online", "counter"):
            found.append(Said("channel", frozenset({bare(fact.name)}), fact.text))
    for match in _DAYS.finditer(text):
        if match[2] == "工作日":
            found.append(Said("days", frozenset({_days(match[1], "working")}), match[0]))
    for match in _TELEPHONE.finditer(text):
        if not _PERSON.search(text[: match.start()]):
            found.append(Said("telephone", frozenset({_digits(match[0])}), match[0]))
    return [*found, *_splits(text)]


def _windows(text: str) -> Iterator[Said]:
    """The windows of a text; of kind ``other`` where nothing says that they are for applying."""
    whole = plain(text)
    facts = list(dates.read(whole))
    for fact in facts:
        if isinstance(fact, Window) and (fact.begins or fact.until or fact.every):
            keys = {_window(fact.begins, fact.until, fact.every)}
            stop = min((at for mark in "。;" if (at := text.find(mark, fact.end)) >= 0), default=len(text))
            hours = [one.value for one in facts if isinstance(one, Time) and fact.end <= one.start < stop]
            if fact.until and "T" not in fact.until and len(hours) == 1:  # 至2月28日（到最后一日17:00止）
                keys.add(_window(fact.begins, f"{fact.until}T{hours[0]}", fact.every))
            yield Said("window" if fact.use == "application" else "other", frozenset(keys), fact.text)


def _window(begins: str | None, until: str | None, every: str | None) -> str:
    return "always" if every == "always" else f"{begins or ''}/{until or ''}"


def _days(digits: str, kind: str) -> str:
    return f"{int(number(digits) or 0)} {kind}"


def _digits(words: str) -> str:
    return re.sub("[^0-9]", "", words)


def bare(name: str) -> str:
    """A name without quotes and brackets, which texts and data set differently."""
    return _MARKS.sub("", comparable(name).text)


def _splits(text: str) -> Iterator[Said]:
    """按5:5分担, 市级承担60%, 分两年按6:4兑现, 其中50%待验收后兑现, 分5年等额发放."""
    for what in ("payers", "instalments"):
        facts = [fact for fact in facts_of_money(text) if isinstance(fact, Split) and fact.what == what]
        ones = [fact.parts[0] for fact in facts if len(fact.parts) == 1]
        for fact in facts:
            keys = {_shares(fact.parts)} if len(fact.parts) > 1 else _of_one(fact.parts[0], ones)
            yield Said(what, frozenset(keys), fact.text)
    for match in _EQUAL.finditer(text):
        count = int(number(match[1]) or 1)
        yield Said("instalments", frozenset({_shares((Decimal(1),) * count)}), match[0])


def _of_one(share: Decimal, all_of_them: list[Decimal]) -> set[str]:
    """One share alone, with the rest, or with the others that the text names."""
    rest = 100 - share
    together = {_shares(tuple(all_of_them))} if sum(all_of_them) == 100 else set()
    return {f"{share.normalize():f}", f"{share.normalize():f}-{rest.normalize():f}", f"{rest.normalize():f}-{share.normalize():f}", *together}  # fmt: skip


def _shares(parts: tuple[Decimal, ...]) -> str:
    """Shares in percent: 6:4 is 60-40."""
    total = sum(parts)
    return "-".join(f"{(part * 100 / total).quantize(Decimal('0.01')).normalize():f}" for part in parts)


# --- what the data claims ---------------------------------------------------------------------------------------------


def claims(place: Place, document: Document) -> Iterator[Claim]:
    """Every statement of a document on how to apply, with the clause in which it must stand (``elsewhere``)."""
    own = [(place / "application", document.application, "")]
    own += [(place / "batches" / i / "application", batch.application, "") for i, batch in enumerate(document.batches)]
    for index, clause in enumerate(document.clauses):
        at = place / "clauses" / index
        own.append((at / "application", clause.application, clause.id))
        for step, support in enumerate(clause.supports):
            own.append((at / "supports" / step / "application", support.application, clause.id))
            yield from _shared(at / "supports" / step / "amount", support.amount, clause.id)
    for index, split in enumerate(document.splits):
        yield from _paid(place / "splits" / index / "payers", split.payers, split.at)
    for where, application, inside in own:
        if application:
            yield from _applying(where, application, inside)


def _applying(place: Place, application: Application, inside: str) -> Iterator[Claim]:
    for keys, entry in application.entries():
        at = place
        for key in keys:
            at = at / key
        where = inside if _POINT.match(entry.at) else entry.at
        for step, kind, value, words in _of_entry(keys[0], entry):
            yield Claim(at / step if step else at, kind, value, words, elsewhere=where)


def _of_entry(field: str | int, entry: object) -> Iterator[tuple[str, str, str, str]]:
    """(field, kind, key, words) of one entry; words that are printed are compared as they are."""

    def get(name: str) -> Any:
        return getattr(entry, name)

    printed: list[str] = {"automatic": ["words"], "windows": [], "channels": ["name", "url"], "materials": ["name", "annex"],
                          "offices": ["place"], "steps": ["name"], "annexes": ["name"]}[str(field)]  # fmt: skip
    for key in printed:
        if value := get(key):
            kind = (
                {"materials": "material", "channels": "channel", "annexes": "annex"}.get(str(field), "printed")
                if key == "name"
                else "printed"
            )
            yield key, kind, bare(value) if kind != "printed" else comparable(value).text, str(value)
    if (
        isinstance(entry, WindowRecord)
        and entry.every != "month"
        and (entry.from_ or entry.until or entry.every == "always")
    ):
        words = "常年" if entry.every == "always" else "至".join(filter(None, (entry.from_, entry.until)))
        yield "", "window", _window(entry.from_, entry.until, entry.every), words
    if field == "materials" and get("copies"):
        yield "copies", "copies", f"{bare(get('name'))} {get('copies')}", f"{get('name')}{get('copies')}份"
    if field == "steps" and get("days"):
        words = f"{get('name')}{get('days')}{'个工作日' if get('day_kind') == 'working' else '日'}"
        yield "days", "step", f"{comparable(get('name')).text} {get('days')} {get('day_kind') or ''}", words
    if field == "offices":
        key = "division" if get("division") else "department"  # 我局产业科 names the division alone
        yield key, "department", str(get(key)), str(get(key))
        if get("telephone"):
            yield "telephone", "telephone", _digits(get("telephone")), str(get("telephone"))


def _shared(place: Place, amount: object, inside: str) -> Iterator[Claim]:
    """Who pays which share of an amount, and in which instalments; these may stand in another text (细则)."""
    if not isinstance(amount, Amount):
        return
    yield from _paid(place / "payers", amount.payers, inside)
    for index, part in enumerate(amount.parts):
        if part.instalments:
            key = _shares_given([one.percent for one in part.instalments])
            words = "，".join(f"{one.percent}%" for one in part.instalments)
            where = next((one.at for one in part.instalments if one.at), inside)
            yield Claim(place / "parts" / index / "instalments", "instalments", key, words, elsewhere=where)


def _paid(place: Place, payers: tuple[Payer, ...], where: str) -> Iterator[Claim]:
    if payers:
        words = "，".join(f"{payer.giver}{payer.percent}%" for payer in payers)
        yield Claim(place, "payers", _shares_given([payer.percent for payer in payers]), words, elsewhere=where)
    for index, payer in enumerate(payers):
        yield Claim(place / index / "giver", "printed", comparable(payer.giver).text, payer.giver, elsewhere=where)


def _shares_given(percents: list[Decimal]) -> str:
    return "-".join(f"{Decimal(one).normalize():f}" for one in percents)


# --- comparing --------------------------------------------------------------------------------------------------------


def stands(claim: Claim, text: str) -> bool | None:
    """Whether a text states what is claimed; ``None`` for claims of other kinds."""
    match claim.kind:
        case "material" | "channel" | "annex":
            return claim.key in bare(text) or in_a_list(claim.key, bare(text))
        case "copies":
            name, count = claim.key.rsplit(" ", 1)
            return _copies_stand(bare(text), name, int(count))
        case "step":
            return _step_stands(text, *claim.key.rsplit(" ", 2))
        case "telephone":
            return claim.key in _digits(text.replace("-", "").replace("转", ""))
        case "window":
            return any(claim.key in one.keys for one in _windows(text))
        case "payers" | "instalments":
            return any(claim.key in one.keys for one in said(text) if one.kind == claim.kind)
    return None


def _copies_stand(text: str, name: str, count: int) -> bool:
    """一式2份 or 2份 right behind the name, or 一式2份 said of all papers."""
    for match in re.finditer(
        f"{re.escape(name)}[^。;、]{{0,20}}?([0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})[份套]", text
    ):
        return int(number(match[1]) or 0) == count
    every = re.findall("(?:均|各|以上)[^。;]{0,12}?([0-9]{1,2}|[一二两三四五六七八九十]{1,2})[份套]", text)
    return any(int(number(one) or 0) == count for one in every)


def _step_stands(text: str, name: str, days: str, kind: str) -> bool:
    kinds = (kind,) if kind else ("working", "calendar")
    for sentence in _SENTENCE.finditer(text):
        if name in sentence[0]:
            for match in _DAYS.finditer(sentence[0]):
                counted = "working" if match[2] == "工作日" else "calendar"
                if _days(match[1], counted) == f"{days} {counted}" and counted in kinds:
                    return True
    return False


def unrecorded(stated: list[Said], claimed: Iterable[Claim], points: str) -> list[Said]:
    """What an original clause states and neither a claim on it nor, where that will do, a point says."""
    recorded: dict[str, set[str]] = {}
    for claim in claimed:
        kind, key = ("days", " ".join(claim.key.split(" ")[-2:])) if claim.kind == "step" else (claim.kind, claim.key)
        recorded.setdefault(kind, set()).add(key)
    told = [one for one in said(points) if one.kind in _SAID_TOO]
    missing = []
    for one in stated:
        keys = recorded.get(one.kind, set()).union(*(other.keys for other in told if other.kind == one.kind))
        if one.kind in ("material", "channel"):
            words = next(iter(one.keys))
            known = any(words in key or key in words for key in keys) or words in bare(points)
        else:
            known = bool(one.keys & keys)
        if not known:
            missing.append(one)
    return missing


def placed(every: dict[str, list[Claim]], document: Document, clause: Clause) -> list[Claim]:
    """The claims of all documents (by id) that must stand in this clause."""
    whole = f"{document.id}/{clause.id}"
    found = []
    for name, claimed in every.items():
        here = (whole, clause.id) if name == document.id else (whole,)
        found += [claim for claim in claimed if (claim.elsewhere or "").partition("#")[0] in here]
    return found


def known(claimed: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Days and departments that are recorded with a window or an office, as keys of facts."""
    for claim in claimed:
        if claim.kind == "department":
            yield claim.kind, claim.key
        elif claim.kind == "window":
            yield from (("date", day) for day in re.findall("[0-9]{4}-[0-9]{2}-[0-9]{2}", claim.key))
