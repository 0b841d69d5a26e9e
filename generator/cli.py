"""The command ``handbook``: a thin shell around ``pipeline``. It works on the current folder.

Each command imports its pipeline when called: importing the engine alone takes longer than a whole ``check``.
"""

import errno
import gc
import re
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.source import scaffolds
from generator.source.problems import Problem, Told, located

if TYPE_CHECKING:
    from generator.delivery.checksums import Difference


class Refused(Told):
    """The request cannot be carried out; the message says why and what to do instead."""


class _Handbook(click.Group):
    """Reports bad data, failed builds and unusable files in one clear message, without a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except Told as error:
            click.echo(str(error), err=True)
        except RecursionError:
            click.echo("数据嵌套太深，程序无法处理。上一次生成的网站保持不变。", err=True)
        except BrokenPipeError:
            raise  # stdout closed; click exits quietly
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                click.echo("这个端口已被占用，请换一个，例如 handbook serve --port 8001。", err=True)
                sys.exit(1)
            click.echo(
                f"文件无法读写：{error.filename or ''}（{error.strerror}）。上一次生成的网站保持不变。", err=True
            )
        sys.exit(1)


@click.group(cls=_Handbook)
@click.version_option(package_name="policy-handbook", message="%(version)s", help="显示程序的版本。")
def main() -> None:
    """政策手册：检查数据、生成网站。请在手册的文件夹里运行；新手册用 init 建立。"""
    # Commands make many objects and drop few: looking for cycles at the usual pace costs a fifth of the time of the imports
    # and a twentieth of a build.
    gc.set_threshold(50_000, 20, 100)


@main.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--city", help="城市的名称，如 某某市。")
@click.option("--title", help="手册的名称；不写就是“某某市政策手册”。")
@click.option("--groups", help="手册按什么分组，斜线后是组里的项，如 产业/细分领域。")
def init(folder: Path, city: str | None, title: str | None, groups: str | None) -> None:
    """在空文件夹里建立一本新手册，马上可以检查和生成。没有给的，在终端里会逐项问。"""
    from datetime import date

    from generator.pipeline.begin import begin, refuse_used

    refuse_used(folder)
    asks = sys.stdin.isatty()
    if not city and not asks:
        raise Refused("请写明城市：handbook init 文件夹 --city 某某市。")
    city = city or click.prompt("城市的名称")
    title = title or (click.prompt("手册的名称", default=f"{city}政策手册") if asks else f"{city}政策手册")
    groups = groups or (
        click.prompt("按什么分组（斜线后是组里的项）", default="产业/细分领域") if asks else "产业/细分领域"
    )
    today = date.today()
    begin(folder, str(city), str(title), str(groups), today)
    click.echo(
        f"已建立手册 {folder}。接下来：\n"
        f"  cd {folder}\n"
        "  handbook check      检查数据（现在没有问题）\n"
        "  handbook build      生成网站，打开 build/site/index.html\n"
        "  handbook new department\n"
        f"  handbook new document measures-{today.year}-1\n"
        "每一步做什么，README.md 里写着。"
    )


@main.command()
@click.option("--drafts", is_flag=True, help="只看 data/drafts/ 里的草稿：还有哪些待填写、待核。")
def check(drafts: bool) -> None:
    """只检查 data/ 里的数据。草稿不算数据，用 --drafts 单看。"""
    if drafts:
        _check_drafts()
        return
    from generator.history.page_editions import reminders
    from generator.pipeline.check import check as load_and_check
    from generator.source.validate import warnings

    source = load_and_check(Path.cwd())
    for told in located([*warnings(source), *reminders(source)], source.texts):
        click.echo(f"提醒：{told}\n", err=True)
    clauses = sum(len(document.clauses) for _, document in source.documents)
    click.echo(f"数据没有问题：{len(source.documents)} 份文件，{clauses} 个条款，{len(source.industries)} 个产业。")


def _check_drafts() -> None:
    """Say of each draft what is open; exit status 1 if anything is."""
    from generator.pipeline.drafts import check_drafts

    found = check_drafts(Path.cwd())
    for one in found:
        for told in located(one.problems, {f"data/drafts/{one.identity}.yml": one.text}):
            click.echo(f"{told}\n")
    for one in found:
        click.echo(f"草稿 {one.identity}：{len(one.slots)} 处待填写，{len(one.marks)} 处待核或未识别。")
    if not found:
        click.echo("没有草稿。")
    if any(one.problems for one in found):
        sys.exit(1)


def _progress(step: str) -> None:
    """Report a long step on a terminal; pipes stay quiet."""
    if sys.stderr.isatty():
        click.echo(f"… {step}", err=True)


OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("build"), show_default=True,
    help="放置生成结果的文件夹。",
)  # fmt: skip


@main.command()
@OUTPUT
@click.option(
    "--originals",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="放原文的文件夹；条款页把官方原文和概括并排。也可写在 data/site.yml 的 originals 里，每次生成都带上。",
)
def build(output: Path, originals: Path | None) -> None:
    """生成网站（build/site）和离线压缩包。"""
    gc.disable()  # until pages are drawn (``make_site``): what is imported and read before stays
    from generator.pipeline.site import make_site

    started = time.monotonic()
    book = make_site(Path.cwd(), output, _progress, originals)
    seconds = time.monotonic() - started
    click.echo(f"已生成 {output / 'site' / 'index.html'}：{len(book.clauses)} 个条款，{len(book.supports)} 项支持，用时 {seconds:.1f} 秒。")  # fmt: skip


@main.command()
@OUTPUT
@click.option(
    "--published",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="已上线那一版的 SHA256SUMS；不写就与上一次 release 比较。",
)
def release(output: Path, published: Path | None) -> None:
    """生成可直接上线的网站（build/release）：另带压缩好的 .gz 和 .br。服务器配置见 deploy/。

    没有变的文件沿用上一次的，不重新压缩。哪些变了、CDN 要清除哪些缓存，列在 build/release-changes.json 和 release-purge.txt。
    """
    from generator.pipeline.site import make_release

    made, site = make_release(Path.cwd(), output, _progress, published)
    if not site.live_url:
        click.echo("提醒：data/site.yml 没有写 live_url，引用、二维码和订阅源里只有手册内的地址。", err=True)
    click.echo(f"已生成 {made.folder}：{made.compressed} 个文件有压缩好的，{made.kept} 个文件沿用上一次的。服务器配置见 deploy/nginx.conf 和 deploy/Caddyfile。")  # fmt: skip
    if made.since:
        _tell_changes(made.since)
        click.echo(f"CDN 要清除的地址：{output / 'release-purge.txt'}。")


def _tell_changes(since: "Difference") -> None:
    click.echo(f"新增 {len(since.new)} 个文件，改变 {len(since.changed)} 个，去掉 {len(since.gone)} 个。")


@main.command()
@OUTPUT
@click.argument("address")
@click.option("--endpoint", help="对象存储的地址（https://…）；亚马逊的不用写。")
def upload(output: Path, address: str, endpoint: str | None) -> None:
    """把生成的网站（build/site）传到对象存储（S3 协议）。ADDRESS 写作 s3://存储桶 或 s3://存储桶/文件夹。

    只传变了的文件，按不会让读者看到半个版本的次序；中途停下也不要紧，再运行一次即可。不再用的文件晚一版才删。
    密钥和区域由环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_DEFAULT_REGION 给出。
    """
    from generator.pipeline.uploading import to_object_storage

    done = to_object_storage(output, address, endpoint, _progress)
    click.echo(f"已上传 {done.put} 个文件，删去 {done.deleted} 个早已不用的。")
    _tell_changes(done.since)


@main.command("join")
@click.argument("handbooks", nargs=-1, required=True, type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="放置生成结果的文件夹。"
)
@click.option("--title", help="合并后网站的名称；不写就由各城市的名称组成。")
def join_(handbooks: tuple[Path, ...], output: Path, title: str | None) -> None:
    """把几本生成好的手册合成一个网站：一起搜索、一起找支持、各城市对比。各本手册的地址、版本、日期不变。

    HANDBOOKS 是各本手册的文件夹（先在那里运行过 handbook build），至少两个。
    """
    from generator.pipeline.joint import join

    found = join(list(handbooks), output, title, _progress)
    click.echo(f"已生成 {output / 'site' / 'index.html'}：" + "；".join(f"{one.city} {one.data['version']} 版" for one in found) + "。")  # fmt: skip


@main.command()
@OUTPUT
def rollback(output: Path) -> None:
    """换回上一版的网站（build/site，有 build/release 的一起换）。现在的一版留着，再运行一次就换回来。数据不变。"""
    from generator.pipeline.site import put_back

    back, gone, released = put_back(output)
    click.echo(
        f"网站已换回 {back} 版" + (f"；{gone} 版留着，再运行一次 handbook rollback 就换回来。" if gone else "。")
    )
    if (output / "release").exists() and not released:
        click.echo(f"提醒：{output / 'release'} 不是 {back} 版，没有动它。", err=True)
    click.echo("data/ 没有改动：下一次 handbook build 仍按现在的数据生成。")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def verify(folder: Path) -> None:
    """与原文核对：FOLDER 里放各文件的原文，名为 <文件编号>.txt。有差异时退出状态为 1。"""
    from generator.audit.report import table
    from generator.pipeline.audits import hold_against

    report, texts = hold_against(Path.cwd(), folder)
    if not report.rows:
        raise Refused(
            f"{folder} 里没有原文。每份文件的原文存为 <文件编号>.txt，如 {report.without_original[0].id}.txt。"
        )
    click.echo(table(report, texts))
    if report.problems:
        click.echo(
            f"\n共 {len(report.problems)} 处差异。请改正数据；确属已知的差异，在 data/verify.yml 里写明理由。", err=True
        )
        sys.exit(1)


@main.command()
@OUTPUT
def pdf(output: Path) -> None:
    """生成网站，并用本机的 Chromium 把每份文件和整部手册印成 PDF（build/pdf）。"""
    from generator.pipeline.site import make_paper

    made = make_paper(Path.cwd(), output, _progress)
    click.echo(f"已生成 {len(made)} 个 PDF：{output / 'pdf'}。")


@main.command()
@OUTPUT
@click.option("--port", default=8000, show_default=True, help="本机端口。")
def serve(output: Path, port: int) -> None:
    """在本机预览，改动数据、模板或页面后自动更新。"""
    from generator.pipeline.preview import preview

    preview(Path.cwd(), output, port, _progress, lambda text: click.echo(text, err=True))


@main.command("desk")
@OUTPUT
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="本机端口；不写就用一个空着的。")
@click.option("--no-preview", is_flag=True, help="不生成、不显示预览。")
def desk_(output: Path, port: int, no_preview: bool) -> None:
    """打开编辑台：在本机的浏览器里找、改、加、删记录，从原文起草，分步发布。不联网，不用懂 YAML。"""
    from generator.desk.serve import desk

    desk(Path.cwd(), output, port, lambda address: click.echo(f"请在浏览器里打开（只能用一次）：{address}\n按 Ctrl+C 结束。"), not no_preview)  # fmt: skip


@main.command("draft")
@click.argument("original", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--id", "identity", help="文件编号，如 measures-2027-1；不写就用原文的文件名。")
@click.option(
    "--amends", "amends", multiple=True, help="原文修改、废止或延长的文件的编号，可以写几次；草稿里写出对它的修改。"
)
def draft_(original: Path, identity: str | None, amends: tuple[str, ...]) -> None:
    """从一份原文起草：Word、PDF（有文字层）、网页或文本，写成 data/drafts/<编号>.yml，要核对的地方写在旁边。

    草稿不是数据：检查、生成、发布都不读它。写好、核对完，用 handbook adopt 移到 data/documents/。
    """
    from generator.pipeline.drafts import make_draft
    from generator.text.facts import Unreadable

    try:
        made = make_draft(Path.cwd(), original, identity, amends)
    except Unreadable as error:
        raise Refused(str(error)) from error
    document = made.draft.document
    supports = sum(len(clause.get("supports", [])) for clause in document["clauses"])
    click.echo(f"读的是{made.form}" + (f"（{'；'.join(made.notes)}）" if made.notes else "") + "。")
    if made.draft.original.doubtful:
        click.echo(f"提醒：{made.draft.original.doubtful}，每一处都要核对。", err=True)
    click.echo(f"已写成 {made.record.relative_to(Path.cwd())}：{len(document['clauses'])} 个条款，{supports} 项支持。")
    if amends:
        entries, left = document.get("amends", []), len(made.draft.amends)
        click.echo(f"对 {'、'.join(amends)} 的修改：写出 {len(entries)} 处" + (f"，另有 {left} 处没有写出，见标记。" if left else "。"))  # fmt: skip
    click.echo(f"已识别 {made.count('已识别')} 处，待核 {made.count('待核')} 处，未识别 {made.count('未识别')} 处，见 {made.marks.relative_to(Path.cwd())}。")  # fmt: skip
    if made.draft.known.new:
        click.echo(f"手册没有登记的单位：{'、'.join(made.draft.known.new)}。")


@main.command("adopt")
@click.argument("identity")
def adopt_(identity: str) -> None:
    """把写好、核对完的草稿移到 data/documents/。还有待填写、待核、未识别的，列出来，不移动。"""
    from generator.pipeline.drafts import adopt

    target = adopt(Path.cwd(), identity)
    click.echo(f"已移到 {target.relative_to(Path.cwd())}。请运行 make check，再预览。")


@main.command("new")
@click.argument("kind", type=click.Choice(scaffolds.KINDS))
@click.argument("identity", required=False)
def new_record(kind: str, identity: str | None) -> None:
    """给出一份带说明的空白记录。

    document 和 industry 写成新文件，要给编号，如 handbook new document measures-2027-1；其余种类直接显示，供复制。
    """
    if kind not in scaffolds.AS_FILES:
        click.echo(scaffolds.template(kind), nl=False)
        return
    if not identity or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity):
        raise Refused("请给出编号：小写英文字母、数字和连字符，如 measures-2027-1。")
    from generator.source.rules.names import unfit_as_file_name

    if why := unfit_as_file_name(identity, kind.capitalize()):
        raise Refused(f"编号 {identity} 不能用：{why}。请另选一个，如 {identity}-2027。")
    try:
        path = scaffolds.write_new(Path.cwd(), kind, identity)
    except FileExistsError as error:
        raise Refused(f"{kind} {identity} 已经存在，没有改动它。") from error
    click.echo(f"已建立 {path.relative_to(Path.cwd())}。请把“待填写”的地方改好，再运行 make check。")


@main.command()
def publish() -> None:
    """登记本次发布：新地址写入 data/ledger.csv，各页最后改动的版本写入 data/page-editions.csv；首次发布时开始 data/changes.yml。"""
    from generator.pipeline.editions import enter

    entered = enter(Path.cwd())
    begun = "更新记录从这一版开始。" if entered.begun else ""
    click.echo(f"地址簿登记了 {len(entered.addresses)} 个新地址。这一版改动了 {entered.pages} 个页面。{begun}")


@main.command()
@click.argument("address")
@click.option("--to", help="内容现在的地址；已撤销的不写。")
@click.option("--reason", required=True, help="原因，读者会看到，例如：条款并入第3条。")
def retire(address: str, to: str | None, reason: str) -> None:
    """说明一个发布过的地址的去向（改编号、合并、撤销）。它的要点一并登记。"""
    from generator.pipeline.editions import retire as say_what_became

    done = say_what_became(Path.cwd(), address, to, reason)
    click.echo(f"已登记 {len(done)} 个地址的去向：{'、'.join(done[:5])}{' 等' if len(done) > 5 else ''}。")


@main.command("links")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=15.0, show_default=True, help="每步最多等几秒。")
def links_(timeout: float) -> None:
    """逐个访问 data/links.yml 登记的外部链接，分清失效和连不上。不改任何数据。

    退出状态：0 没有发现失效；1 有链接失效（404、410）；3 一个也没有连上，没有得出结论（多半是没有网络）。
    """
    from generator.pipeline.audits import visit_links

    visited, texts = visit_links(Path.cwd(), timeout, _progress)
    for _, link, finding in visited:
        click.echo(f"{finding.said}  {link.url}（{link.what}；最近人工核对日：{link.checked or '未核对'}）")
    if not visited:
        click.echo("没有登记外部链接。")
        return
    if all(finding.state == "unreachable" for *_, finding in visited):
        click.echo("\n一个链接也没有连上：这里多半没有网络。链接是好是坏，没有得出结论。", err=True)
        sys.exit(3)
    look = [
        Problem(place / "url", finding.said, _ADVICE[finding.state])
        for place, _, finding in visited
        if finding.state != "fine"
    ]
    if look:
        click.echo("\n请编辑人员打开看一看：\n\n" + "\n\n".join(located(look, texts)))
    dead = sum(finding.state == "dead" for *_, finding in visited)
    click.echo(f"\n共 {len(visited)} 个链接，{dead} 个失效，{len(look)} 个要看一看。数据没有改动。")
    if dead:
        sys.exit(1)


_ADVICE = {
    "moved": "打开新地址核对；内容没有变的，把数据和 data/links.yml 里的网址一起改过来。",
    "dead": "到发布单位的网站上找新地址；找不到的，删去网址，在 url_note 写明。",
    "refused": "对方不让程序访问，链接未必有问题；请用浏览器打开看。",
    "faulty": "对方网站出了错，链接未必有问题；请过些时候用浏览器打开看。",
    "unreachable": "没有连上，说明不了链接是好是坏；请换个时间或换个网络再试。",
}


@main.command("calendar")
@click.option("--days", type=click.IntRange(1, 3660), default=60, show_default=True, help="往后看多少天。")
@click.option("--on", "first", type=click.DateTime(["%Y-%m-%d"]), help="从哪一天看起；不写就是今天。")
def calendar_(days: int, first: datetime | None) -> None:
    """给编辑人员：今后若干天里什么开始、截止、施行、届满，哪些修改生效，哪些文件要复核效力。"""
    from generator.pipeline.audits import days_ahead

    today = (first or datetime.now(timezone(timedelta(hours=8)))).date()
    found = days_ahead(Path.cwd(), today, days)
    for entry in found:
        click.echo(f"{entry.day}  {entry.word}  {entry.what}")
    click.echo(f"从 {today} 起 {days} 天，共 {len(found)} 项。")


@main.command("changes")
@click.argument("old")
@click.argument("new", default=".")
@click.option("--record", is_flag=True, help="把这些变化作为新的一版写入 data/changes.yml。")
@click.option("--title", help="这一版的标题，一句话（与 --record 同用）。")
def changes_(old: str, new: str, record: bool, title: str | None) -> None:
    """比较数据的两个状态，逐条说出变化。OLD 和 NEW 是提交，或含有 data/ 的文件夹（默认现在的数据）。"""
    from generator.pipeline.editions import compare

    found = compare(Path.cwd(), old, new, record, title)
    for change in found:
        click.echo(f"{change.title}：{change.what}" + (f"（{change.url}）" if change.url else ""))
    click.echo(f"共 {len(found)} 处变化。{'已写入更新记录。' if record else ''}")


@main.command("facts")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_data", is_flag=True, help="给程序读：输出 JSON，字段见 docs/facts.md。")
def facts_(file: Path, as_data: bool) -> None:
    """从一份文本里读出金额、比例、数量、期限、日期、部门、文号和修改方式，逐条列出。

    FILE 是 .txt 文本（UTF-8 或 GB18030），按它自己的编号分条。读不懂的金额列为“未识别”，不猜。
    """
    from generator.text.facts import Unreadable, as_json, as_words, decoded, read

    if not file.is_file():
        raise click.UsageError(f"{file} 是文件夹，要的是一个 .txt 文件。" if file.is_dir() else f"找不到文件 {file}。")
    try:
        found = read(decoded(file))
    except Unreadable as error:  # ``text`` knows none of the other rooms, nor their errors
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(f"读不了 {file}：{error.strerror}。") from error
    click.echo(as_json(found) if as_data else as_words(found), nl=False)


@main.command("upgrade")
@click.option("--check", "dry", is_flag=True, help="只说要改什么，不改。")
def upgrade_(dry: bool) -> None:
    """把 data/ 里旧的写法改成最新格式：注释、顺序和没有改的每个字都留着，改后说的与改前相同，否则不写。"""
    from generator.pipeline.upgrading import upgrade

    done = upgrade(Path.cwd(), dry)
    for told in done.told:
        click.echo(f"{told}\n")
    if done.left:
        click.echo("下面几处要照原文补写，程序不代写：\n")
        for told in done.left:
            click.echo(f"{told}\n")
    if not done.told:
        click.echo("已经是最新格式，没有改动。" if not dry else "已经是最新格式，没有要改的。")
    elif dry:
        click.echo(f"要改 {len(done.told)} 处，{len(done.files)} 个文件。没有改动；运行 handbook upgrade 就改。")
    else:
        click.echo(f"改了 {len(done.told)} 处，{len(done.files)} 个文件。请运行 handbook check。")


@main.command()
def schema() -> None:
    """按程序里的数据形状重写 data/schema/（供编辑器提示用）。"""
    from generator.source.editor_schemas import write_schemas

    write_schemas(Path.cwd())
    click.echo("已更新 data/schema/。")
