"""What the joined search looks names up in: the handbooks' own catalogues, answers and tables of citations, as one.

Nothing is worded anew: rows are those of the finished handbooks, with the address below the handbook's folder and the
city beside the name. The scripts that read them are the handbooks' own.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from generator.book import addresses
from generator.joining.finished import Finished

BETWEEN = " · "  # between the city and what a handbook says itself


def catalogue(handbooks: Sequence[Finished]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both halves of the joined catalogue, without what the index must say (``index``, texts of the rows).

    In each row ``text`` is (number of the handbook, id of the text in its own index), or "".
    """
    firsts = [one.script(addresses.CATALOGUE) for one in handbooks]
    seconds = [one.script(addresses.CATALOGUE_MORE) for one in handbooks]
    kinds: dict[str, dict[str, str]] = {}
    for first in firsts:
        for kind in first["kinds"]:
            # The whole address is the key: where a kind of record stands differs from handbook to handbook.
            kinds.setdefault(kind["id"], {"id": kind["id"], "name": kind["name"], "start": "", "end": ""})
    groups = list(dict.fromkeys(group["name"] for first in firsts for group in first["industries"]))
    fields = list(dict.fromkeys(name for first in firsts for name in first["fields"]))
    notes: list[str] = []
    rows: tuple[list[Any], list[Any]] = ([], [])
    place = 0  # of the handbook's first document in the joined list
    for number, (one, first, second) in enumerate(zip(handbooks, firsts, seconds, strict=True)):
        added = len(notes)
        notes += [one.city + (BETWEEN + note if note else "") for note in first["notes"]]
        for into, half in zip(rows, (first, second), strict=True):
            for row in half["records"]:
                given = dict(zip(first["fields"], row, strict=False))
                kind = first["kinds"][given["kind"]]
                given["kind"] = list(kinds).index(kind["id"])
                given["key"] = one.url(kind["start"] + given["key"] + kind["end"])
                given["note"] = added + given.get("note", 0)
                given["text"] = (number, given["text"]) if given.get("text") else ""
                given["documents"] = [place + at for at in given.get("documents") or ()]
                given["industries"] = [
                    groups.index(first["industries"][at]["name"]) for at in given.get("industries") or ()
                ]
                given["city"] = number
                into.append(given)
        place += len(first["documents"])
    told = {
        "searches": list(dict.fromkeys(words for first in firsts for words in first["searches"][:3])),
        "group": "、".join(dict.fromkeys(first["group"] for first in firsts)),
        "kinds": list(kinds.values()),
        "documents": [
            {**document, "id": one.url(document["id"]), "name": f"{one.city}：{document['name']}"}
            for one, first in zip(handbooks, firsts, strict=True) for document in first["documents"]
        ],
        "industries": [{"id": name, "name": name} for name in groups],
        "cities": [{"id": one.key, "name": one.city} for one in handbooks],
        "notes": notes,
        "fields": [*fields, "city"],
        "records": rows[0],
    }  # fmt: skip
    more = {
        "records": rows[1],
        "synonyms": [group for second in seconds for group in second["synonyms"]],
        "tokens": " ".join(sorted({token for second in seconds for token in second["tokens"].split()})),
        "ends": _ends(second["ends"] for second in seconds),
        "pinyin": _pinyin(second["pinyin"] for second in seconds),
        "spelled": {pair: sound for second in seconds for pair, sound in second["spelled"].items()},
    }
    return told, more


def _ends(tables: Any) -> str:
    """Of each character the last piece that begins with it, in any of the handbooks."""
    last: dict[str, str] = {}
    for table in tables:
        letters = list(table)
        for first, second in zip(letters[::2], letters[1::2], strict=True):
            last[first] = max(last.get(first, ""), second)
    return "".join(first + second for first, second in sorted(last.items()))


def _pinyin(tables: Any) -> dict[str, str]:
    letters: dict[str, dict[str, None]] = defaultdict(dict)
    for table in tables:
        for sound, found in table.items():
            letters[sound].update(dict.fromkeys(found))
    return {sound: "".join(found) for sound, found in sorted(letters.items())}


# --- answers ----------------------------------------------------------------------------------------------------------


def words_of_questions(handbooks: Sequence[Finished]) -> dict[str, Any]:
    """The words that ask; what they ask of all of one handbook is not asked here, since every city answers otherwise."""
    found = [one.script(addresses.ANSWERS) for one in handbooks]
    intents: dict[str, list[Any]] = {}
    for table in found:
        for code, word, surely, maybe in table["intents"]:
            old = intents.setdefault(code, [code, word, [], []])
            old[2] = list(dict.fromkeys([*old[2], *surely]))
            old[3] = list(dict.fromkeys([*old[3], *maybe]))
    stop = dict.fromkeys(word for table in found for word in table["stop"])
    return {"intents": list(intents.values()), "stop": list(stop), "names": {}}


def answers(one: Finished) -> list[dict[str, Any]]:
    """A handbook's answers about its own records: {about, intents, facts: [(text, place)], step, ask}, addresses joined."""
    table = one.script(addresses.ANSWERS)
    found = []
    for number in range(int(table["parts"])):
        part = one.script(addresses.answers_part(table["sum"], number))
        for about, intents, facts, step, *ask in part["rows"]:
            if ".html" not in about:
                continue  # of the whole handbook, or of a kind of applicant
            words, url = part["steps"][step]
            found.append({
                "about": one.url(about), "intents": intents, "step": [words, one.url(url) if url else ""], "ask": ask,
                "facts": [
                    (part["texts"][text], _place(one, part, at)) for text, at in zip(facts[::2], facts[1::2], strict=True)
                ],
            })  # fmt: skip
    return found


def _place(one: Finished, part: dict[str, Any], at: int) -> list[Any]:
    words, url, state = part["places"][at]
    return [one.city + (BETWEEN + words if words else ""), one.url(url) if url else "", part["states"][state]]


# --- citations --------------------------------------------------------------------------------------------------------


def citations(handbooks: Sequence[Finished], title: str) -> dict[str, Any]:
    """The joined table of citations. What officers call a text in short (措施) is kept only where one city alone has it."""
    tables = [one.script(addresses.CITATIONS) for one in handbooks]
    short = [kind for table in tables for document in table["documents"] for kind in document["short"]]
    pairs = list(zip(handbooks, tables, strict=True))
    return {
        "handbook": title, "home": addresses.HOME,
        "notes": list(dict.fromkeys(note for table in tables for note in table["notes"])),
        "documents": [
            {
                **document, "id": one.url(document["id"]), "url": one.url(document["url"]),
                "title": f"{one.city}：{document['title']}",
                "short": [kind for kind in document["short"] if short.count(kind) == 1],
                "clauses": [{**clause, "url": one.url(clause["url"])} for clause in document["clauses"]],
            }
            for one, table in pairs for document in table["documents"]
        ],
        "pages": [one.url(url) for one, table in pairs for url in table["pages"]],
        "ids": {one.url(identity): one.url(url) for one, table in pairs for identity, url in table["ids"].items()},
        "names": [{**name, "url": one.url(name["url"])} for one, table in pairs for name in table["names"]],
        "moved": {one.url(old): one.url(new) for one, table in pairs for old, new in table["moved"].items()},
    }  # fmt: skip
