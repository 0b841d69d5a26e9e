// @ts-check
// The desk's pages work without this script. It checks while somebody types, keeps what was typed, follows the preview, and
// moves between the marks of a draft by keyboard.
(function () {
  "use strict";

  const PAUSE = 600; // milliseconds after the last key
  const LOOK = 1000; // how often the preview is asked for

  /** @param {string} id */
  const byId = (id) => document.getElementById(id);

  // --- checking while typing ---

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-check]"));
  if (form) watch(form);

  /** @param {HTMLFormElement} record */
  function watch(record) {
    let timer = 0;
    let asked = 0;
    const check = () => {
      const mine = ++asked;
      const state = byId("state");
      fetch(record.dataset.check || "", { method: "POST", body: new FormData(record) })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
        .then((said) => {
          if (mine !== asked) return;
          show(said.notes);
          if (state) state.textContent = "填的已暂存，还没有保存。";
        })
        .catch(() => {
          if (state) state.textContent = "没有连上编辑台：填的还在这一页上，请不要关掉，重新运行 handbook desk 后再保存。";
        });
    };
    record.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(check, PAUSE);
    });
    record.querySelectorAll("textarea[data-list]").forEach((area) => offer(/** @type {HTMLTextAreaElement} */ (area)));
  }

  /**
   * Shows each problem at its field, and all of them above.
   * @param {{name: string, message: string, hint: string, where: string}[]} notes
   */
  function show(notes) {
    document.querySelectorAll(".says").forEach((place) => { place.textContent = ""; });
    const box = byId("notes");
    if (!box) return;
    box.textContent = "";
    const here = notes.filter((note) => note.name);
    const head = document.createElement("p");
    head.textContent = here.length ? here.length + " 处问题：" : notes.length ? "这张表单没有问题。" : "检查没有发现问题。";
    head.className = here.length ? "" : "good";
    box.append(head);
    here.forEach((note) => {
      const place = nearest(note.name);
      if (place) place.textContent = (place.textContent ? place.textContent + " " : "") + note.message + (note.hint ? " " + note.hint : "");
    });
    listed(box, here);
    if (notes.length === here.length) return;
    const rest = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "别的记录里还有 " + (notes.length - here.length) + " 处";
    rest.append(summary);
    listed(rest, notes.filter((note) => !note.name));
    box.append(rest);
  }

  /**
   * @param {Element} box
   * @param {{message: string, hint: string, where: string}[]} notes
   */
  function listed(box, notes) {
    if (!notes.length) return;
    const list = document.createElement("ul");
    list.className = "notes";
    notes.forEach((note) => {
      const item = document.createElement("li");
      item.textContent = note.message + (note.hint ? " " + note.hint : "") + "（" + note.where + "）";
      list.append(item);
    });
    box.append(list);
  }

  /**
   * The place for a note: its own field's, or that of what is around it.
   * @param {string} name
   */
  function nearest(name) {
    const steps = name ? name.split(".") : [];
    while (steps.length) {
      const place = byId("says-" + steps.join("."));
      if (place) return place;
      steps.pop();
    }
    return null;
  }

  /**
   * A line of references is picked by name from a list below the field.
   * @param {HTMLTextAreaElement} area
   */
  function offer(area) {
    const list = area.dataset.list || "";
    const known = byId(list);
    if (!known) return;
    const pick = document.createElement("input");
    pick.setAttribute("list", list);
    pick.setAttribute("aria-label", "按名称选一个，添到上面");
    pick.placeholder = "按名称选一个，添到上面";
    pick.addEventListener("change", () => {
      if (!pick.value) return;
      area.value = area.value.replace(/\n*$/, area.value ? "\n" : "") + pick.value;
      pick.value = "";
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    area.after(pick);
  }

  // --- the preview follows what is saved ---

  const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector("iframe[data-preview]"));
  let made = -1;
  const follow = () => {
    fetch("/state").then((answer) => answer.json()).then((now) => {
      const state = byId("state");
      if (state && now.working) state.textContent = "正在更新预览……";
      if (state && !now.working && state.textContent === "正在更新预览……") {
        state.textContent = now.error ? "预览没有更新：" + now.error.split("\n")[0] : "预览已更新。";
      }
      if (frame && made >= 0 && now.made !== made) frame.src = String(frame.src);
      made = now.made;
      window.setTimeout(follow, now.working ? LOOK : LOOK * 5);
    }).catch(() => window.setTimeout(follow, LOOK * 10));
  };
  if (byId("state")) follow();

  // --- marks of a draft ---

  const marks = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll("[data-mark]")));
  if (marks.length) {
    document.addEventListener("click", (event) => {
      const target = event.target instanceof Element ? event.target.closest("[data-mark], [data-goes]") : null;
      if (target instanceof HTMLElement) point(target.dataset.mark || target.dataset.goes || "", target);
    });
    document.addEventListener("keydown", (event) => {
      if (event.target instanceof Element && event.target.matches("input, textarea, select")) return;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const rows = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(".marks li")));
      const now = rows.findIndex((row) => row.classList.contains("current"));
      if (event.key === "j" || event.key === "k") {
        const next = rows[Math.min(Math.max(now + (event.key === "j" ? 1 : -1), 0), rows.length - 1)];
        if (next) point(next.dataset.goes || "", next);
        event.preventDefault();
      }
      if (now >= 0 && (event.key === "y" || event.key === "n")) {
        const button = rows[now].querySelector("button[value='" + (event.key === "y" ? "confirm" : "reject") + "']");
        if (button instanceof HTMLElement) button.click();
      }
    });
  }

  // After one mark is settled, the next is at hand.
  const first = /** @type {HTMLElement | null} */ (document.querySelector(".marks li[data-goes]"));
  if (first && location.hash === "#marks") point(first.dataset.goes || "", first);

  /**
   * Shows a mark on both sides.
   * @param {string} number
   * @param {HTMLElement} from
   */
  function point(number, from) {
    document.querySelectorAll(".current").forEach((one) => one.classList.remove("current"));
    document.querySelectorAll("[data-mark='" + number + "'], [data-goes='" + number + "']").forEach((one) => {
      one.classList.add("current");
      if (one !== from) one.scrollIntoView({ block: "center" });
    });
    const link = from.querySelector("a, button");
    if (link instanceof HTMLElement && from.matches("li")) link.focus({ preventScroll: true });
  }
})();
