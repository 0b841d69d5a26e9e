/* Runs before pagefind-worker.js in its thread. Pagefind's fetch becomes a question to the page, which knows how to
   load from a folder too, tries again, and learns of failures: Pagefind itself hides them as "no results". */
(function () {
  "use strict";

  const waiting = new Map();
  let last = 0;
  self.fetch = function (url) {
    const name = String(url).replace(/^\/search\//, "").replace(/\?.*$/, "");
    return new Promise((done, failed) => {
      waiting.set(++last, { done, failed });
      self.postMessage({ need: last, name });
    });
  };
  self.addEventListener("message", (event) => {
    if (!event.data.give) return;
    event.stopImmediatePropagation();  // Pagefind would answer that it does not know the method
    const asked = waiting.get(event.data.give);
    waiting.delete(event.data.give);
    if (event.data.bytes) asked.done(new Response(event.data.bytes));
    else asked.failed(new Error("not loaded"));
  });
  // In a folder the page makes one blob of this file and Pagefind's, since a worker may not load its neighbours.
  // On the web the page says where Pagefind's lies in its edition.
  if (self.location.protocol !== "blob:") /** @type {any} */ (self).importScripts(self.location.hash.slice(1) || "../../../search/pagefind-worker.js");
})();
