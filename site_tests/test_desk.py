"""The desk: who may speak to it, forms that lose nothing, saving, undoing, what was typed, files changed meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import render_template
from flask.testing import FlaskClient
from lxml import html

from generator.desk import fields, forms
from generator.desk.app import DARK, Desk
from generator.desk.guard import Guard
from generator.desk.preview import Preview
from generator.desk.store import Store
from generator.source.edits import Put
from samples import ROOT, copied

BASE = "http://127.0.0.1:8123"
HANDBOOKS = {"real": ROOT, "invented": ROOT / "examples/shilishi"}


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    root = copied(tmp_path / "handbook")
    (root / "data/ledger.csv").write_text("address,published,became,on,reason\ndepartments/gxj.html,2026-01-01,,,\n")
    return root


def _desk(root: Path, folder: Path) -> Desk:
    return Desk(Store(root, folder), Preview(root, folder / "build"), Guard(8123))


@pytest.fixture
def desk(handbook: Path, tmp_path: Path) -> Desk:
    return _desk(handbook, tmp_path / "state")


@pytest.fixture
def officer(desk: Desk) -> FlaskClient:
    return _entered(desk)


def _entered(desk: Desk) -> FlaskClient:
    client = desk.app.test_client()
    assert client.get(f"/enter?token={desk.guard.token}", base_url=BASE).status_code == 303
    return client


def _form(client: FlaskClient, file: str, at: str) -> dict[str, Any]:
    """What a browser would send of the form, read from its HTML."""
    answer = client.get(f"/edit?file={file}&at={at}", base_url=BASE)
    assert answer.status_code == 200, answer.text
    return _sent(answer.text)


def _sent(page: str) -> dict[str, Any]:
    form: Any = html.fromstring(page).cssselect("form#record")[0]
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


def _post(client: FlaskClient, address: str, sent: dict[str, Any], **more: Any) -> Any:
    return client.post(address, data=sent, base_url=BASE, headers={"Origin": BASE}, **more)


# --- who may speak to it ---


@pytest.mark.parametrize(
    ("headers", "base", "why"),
    [
        ({}, "http://handbook.example:8123", "another name that leads to this machine"),
        ({}, "http://127.0.0.1:9000", "another port"),
        ({}, BASE, "no cookie"),
    ],
)
def test_strangers_are_refused(desk: Desk, headers: dict[str, str], base: str, why: str) -> None:
    assert desk.app.test_client().get("/", base_url=base, headers=headers).status_code == 403, why


@pytest.mark.parametrize(
    ("origin", "site", "let_in"),
    [
        (BASE, None, True), (BASE, "same-origin", True), ("null", "same-origin", True), (None, "same-origin", True),
        ("http://evil.example", None, False), ("null", None, False), (f"{BASE}.evil.example", None, False), (None, None, False),
        ("http://127.0.0.1:8124", None, False), ("null", "cross-site", False), ("null", "same-site", False), (BASE, "cross-site", False),
    ],
)  # fmt: skip
def test_only_its_own_pages_may_write(officer: FlaskClient, origin: str | None, site: str | None, let_in: bool) -> None:
    headers = {key: value for key, value in (("Origin", origin), ("Sec-Fetch-Site", site)) if value}
    assert (officer.post("/undo", base_url=BASE, headers=headers).status_code != 403) == let_in


def test_the_token_is_traded_once_for_a_cookie_that_scripts_cannot_read(desk: Desk) -> None:
    first = desk.app.test_client().get(f"/enter?token={desk.guard.token}", base_url=BASE)
    cookie = first.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and desk.guard.token not in cookie
    assert first.headers["Location"] == "/"
    assert desk.app.test_client().get(f"/enter?token={desk.guard.token}", base_url=BASE).status_code == 403
    assert desk.app.test_client().get("/enter?token=wrong", base_url=BASE).status_code == 403


def test_pages_load_nothing_from_elsewhere_and_tell_nobody(officer: FlaskClient) -> None:
    answer = officer.get("/", base_url=BASE)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer" and answer.headers["Cache-Control"] == "no-store"
    assert "<script>" not in answer.text and "style=" not in answer.text and "onclick" not in answer.text


@pytest.mark.parametrize(
    "file",
    ["../pyproject.toml", "data/../../x.yml", "/etc/passwd", "data/changes.yml", "data/ledger.csv", "data/x.yml", ""],
)
def test_only_data_files_are_opened(officer: FlaskClient, file: str) -> None:
    answer = officer.get(f"/edit?file={file}&at=0", base_url=BASE)
    assert answer.status_code == 409 and "没有数据文件" in answer.text


def test_its_colours_are_those_of_the_handbook_by_day_and_by_night(officer: FlaskClient) -> None:
    sheet = officer.get("/tokens.css", base_url=BASE).text
    dark = sheet.partition(DARK)[2].partition("}")[0]
    assert DARK in sheet and "--paper: #16191d" in dark and "--ochre: #d9b36a" in dark


# --- forms ---


def test_every_field_has_words() -> None:
    """Of every kind of record, and of what is inside it."""
    store = Store(ROOT, Path("unused"))
    for kind in store.kinds():
        for name in store.files(kind)[:1] if kind.file else ():
            shape = store.shape(name, ())
            models = {**shape.defs, shape.model: shape.bare()}
            for model, schema in models.items():
                for key in schema.get("properties", {}):
                    assert fields.known(key, model), f"{model}.{key}"


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.prove)])
@pytest.mark.parametrize("name", HANDBOOKS)
def test_a_form_that_nobody_changed_says_what_the_record_says(name: str, every: int, tmp_path: Path) -> None:
    """Every record of both handbooks, through the HTML of its form: the same values of the same types, and no byte of the
    file changes."""
    desk = _desk(HANDBOOKS[name], tmp_path)
    store, words = desk.store, desk.store.words()
    for kind in store.kinds():
        for file in store.files(kind) if kind.file else ():
            read = store.read(file)
            for entry in store.entries(file)[::every]:
                old, shape = _value(read.plain, entry.path), store.shape(file, entry.path)
                with desk.app.test_request_context(base_url=BASE):
                    page = render_template("fields.html.jinja", fields=forms.form(shape, old, words), notes=[])
                sent = {key: "\n".join(values) for key, values in _sent(f"<form id=record>{page}</form>").items()}
                value = forms.value_of(shape, sent, old)
                assert value == old, (file, entry.at)
                assert store.change(read, [Put(entry.path, value)]) == read.text, (file, entry.at)


def _value(plain: Any, path: Any) -> Any:
    for step in path:
        plain = plain[step]
    return plain


# --- editing ---

DEPARTMENTS = "data/departments.yml"


def test_saving_changes_one_line(officer: FlaskClient, handbook: Path) -> None:
    before = (handbook / DEPARTMENTS).read_text(encoding="utf-8").splitlines()
    sent = _form(officer, DEPARTMENTS, "0")
    sent["note"] = ["由编辑台写的说明"]
    answer = _post(officer, f"/edit?file={DEPARTMENTS}&at=0", sent)
    assert answer.status_code == 303, answer.text
    after = (handbook / DEPARTMENTS).read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == ["  note: 由编辑台写的说明"]
    assert [line for line in before if line not in after] == []


def test_undo_puts_the_file_back_to_the_byte(officer: FlaskClient, handbook: Path) -> None:
    before = (handbook / DEPARTMENTS).read_bytes()
    sent = _form(officer, DEPARTMENTS, "1")
    sent["name"] = ["改了名的单位"]
    sent["anyway"] = ["1"]
    assert _post(officer, f"/edit?file={DEPARTMENTS}&at=1", sent).status_code == 303
    assert (handbook / DEPARTMENTS).read_bytes() != before
    assert _post(officer, "/undo", {}).status_code == 303
    assert (handbook / DEPARTMENTS).read_bytes() == before


def test_a_problem_is_said_at_its_field_and_nothing_is_saved(officer: FlaskClient, handbook: Path) -> None:
    before = (handbook / DEPARTMENTS).read_bytes()
    sent = _form(officer, DEPARTMENTS, "0")
    sent["id"] = ["有 空格"]
    answer = _post(officer, f"/edit?file={DEPARTMENTS}&at=0", sent)
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    assert page.cssselect("#says-id")[0].text_content().strip()
    assert page.cssselect("#f-id")[0].get("value") == "有 空格"  # what was typed is still there
    assert (handbook / DEPARTMENTS).read_bytes() == before


def test_what_is_typed_is_checked_and_survives_a_crash(desk: Desk, officer: FlaskClient) -> None:
    sent = _form(officer, DEPARTMENTS, "0")
    sent["kind"] = ["没有的种类"]
    said = _post(officer, f"/check?file={DEPARTMENTS}&at=0", sent).get_json()
    assert any(note["name"] == "kind" for note in said["notes"])
    again = _entered(_desk(desk.store.root, desk.store.folder))  # another process
    page = again.get(f"/edit?file={DEPARTMENTS}&at=0", base_url=BASE).text
    assert "上次填了没有保存" in page
    taken = again.get(f"/edit?file={DEPARTMENTS}&at=0&typed=1", base_url=BASE).text
    assert _sent(taken)["kind"] == ["没有的种类"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(officer: FlaskClient, handbook: Path) -> None:
    sent = _form(officer, DEPARTMENTS, "0")
    path = handbook / DEPARTMENTS
    path.write_text(path.read_text(encoding="utf-8") + "\n# 别人加的一行\n", encoding="utf-8")
    theirs = path.read_bytes()
    sent["note"] = ["我填的"]
    answer = _post(officer, f"/edit?file={DEPARTMENTS}&at=0", sent)
    assert "没有覆盖" in answer.text and path.read_bytes() == theirs
    mine = _sent(answer.text)
    assert mine["note"] == ["我填的"]
    seen = html.fromstring(answer.text).cssselect("button[name=over]")[0].get("value")
    assert _post(officer, f"/edit?file={DEPARTMENTS}&at=0", {**mine, "over": [seen]}).status_code == 303
    text = path.read_text(encoding="utf-8")
    assert "别人加的一行" in text and "note: 我填的" in text


def test_entries_of_a_list_come_and_go_without_a_script(officer: FlaskClient) -> None:
    file, at = "data/documents/measures.yml", "clauses/0"
    address = f"/edit?file={file}&at={at}"
    sent = _form(officer, file, at)
    count = sum(key.startswith("points.") and key.endswith(".id") for key in sent)
    more = _sent(_post(officer, address, {**sent, "do": ["add points"]}).text)
    assert more[f"points.{count}.id"] == [""]
    less = _sent(_post(officer, address, {**more, "do": [f"drop points.{count}"]}).text)
    assert {key: value for key, value in less.items() if key != "seen"} == {key: value for key, value in sent.items() if key != "seen"}  # fmt: skip


def test_a_record_is_added_and_taken_away(officer: FlaskClient, handbook: Path) -> None:
    path = handbook / DEPARTMENTS
    before, seen = path.read_bytes(), _form(officer, DEPARTMENTS, "0")["seen"]
    answer = _post(officer, "/add", {"file": DEPARTMENTS, "at": "", "kind": "department", "seen": seen})
    assert answer.status_code == 303
    at = answer.headers["Location"].partition("&at=")[2]
    seen = _form(officer, DEPARTMENTS, at)["seen"]
    assert _post(officer, f"/remove?file={DEPARTMENTS}&at={at}", {"seen": seen}).status_code == 303
    assert path.read_bytes() == before


def test_what_was_published_goes_only_with_a_reason(officer: FlaskClient, handbook: Path) -> None:
    seen = _form(officer, DEPARTMENTS, "0")["seen"]
    before = (handbook / DEPARTMENTS).read_bytes()
    answer = _post(officer, f"/remove?file={DEPARTMENTS}&at=0", {"seen": seen})
    assert answer.status_code == 409 and "原因" in answer.text
    assert (handbook / DEPARTMENTS).read_bytes() == before


def test_records_are_found_by_name_id_and_address(officer: FlaskClient) -> None:
    for words in ("工业和信息化", "gxj", "departments/gxj.html"):
        assert "at=" in officer.get(f"/find?q={words}", base_url=BASE).text, words


@pytest.fixture(autouse=True)
def _no_builds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The preview is tried on its own."""
    monkeypatch.setattr(Preview, "renew", lambda self: None)
    yield
