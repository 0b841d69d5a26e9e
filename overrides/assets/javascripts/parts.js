/* A page that holds the first of many records, the others on further pages: who comes by the permanent address of one of the
   others (terms.html#id) is led on to it. Without this script the pages are linked. */
(function () {
  "use strict";

  const { handbook } = window;
  const PLACES = "assets/data/places.js";

  function lead() {
    const id = handbook.decode(location.hash.slice(1));
    if (!id || handbook.place(location.hash)) return;
    const here = handbook.decode(location.pathname).replace(/\/$/, "/index.html");
    handbook.load.data(PLACES).then((pages) => {
      const page = Object.keys(pages).find((url) => here.endsWith("/" + url));
      const part = page && pages[page].find(({ ids }) => ids.includes(id));
      if (part) location.replace(handbook.load.address(part.url) + location.search + location.hash);
    }).catch((error) => handbook.say(handbook.load.trouble(error)));
  }

  addEventListener("hashchange", lead);
  lead();
})();
