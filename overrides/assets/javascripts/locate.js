/* The box that takes a citation and goes to the clause.

   What is asked stands in the address as ?cite=, so that Back and reload show it again. Only the reader's own step opens a
   page: an address that did would send everyone forward who comes back. (?q= is the search's.) */
(function () {
  "use strict";

  const { handbook } = window;
  const { dom, load } = handbook;

  async function resolver() {
    await Promise.all([load.script("assets/javascripts/fold.js"), load.script("assets/javascripts/resolve.js")]);
    return handbook.resolver();
  }

  /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-locate]")).forEach((form) => {
    const found = form.querySelector(".locate__found");
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("cite"));

    async function look(follow) {
      const asked = field.value.trim();
      found.textContent = asked ? "正在查找……" : "";
      if (!asked) return;
      try {
        const table = await resolver();
        const here = (/documents\/([a-z0-9-]+(?:\/(?!index\b)[a-z0-9-]+)?)[/.]/.exec(location.pathname) || [])[1];
        const hits = handbook.resolve(asked, table, here);
        const sure = hits.length === 1 && hits[0].exact;
        const query = new URLSearchParams(location.search);
        query.set("cite", asked);
        handbook.rewrite("?" + query, location.hash);
        found.replaceChildren(dom.make("p", {}, sure ? "就是这一条：" : hits.length > 1 ? "可能是下面的某一条：" : hits.length ? "没有完全对上，最接近的是："
          : "没有找到。请检查文号和条款号；文件里没有印出的编号不能定位。"));
        if (hits.length) {
          found.append(dom.make("ul", { class: "list-links" },
            hits.slice(0, 12).map((hit) => dom.make("li", {}, dom.make("a", { href: load.address(hit.url) }, hit.title)))));
        }
        if (sure && follow) location.assign(load.address(hits[0].url));
      } catch (error) { found.textContent = handbook.load.trouble(error); }
    }

    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); look(true); });
    const given = new URLSearchParams(location.search).get("cite");
    if (given) { field.value = given; look(false); }
  });
})();
