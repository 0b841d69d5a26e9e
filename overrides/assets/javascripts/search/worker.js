/* Runs before pagefind-worker.js in its thread. Pagefind's fetch becomes a question to the page, which knows how to
   load from a folder too, tries again, and learns of failures: Pagefind itself hides them as "no results". */
(function () {
  "use strict";

  var waiting = new Map(), last = 0;
  self.fetch = function (url) {
    var name = String(url).replace(/^\/search\//, "").replace(/\?.*$/, "");
    return new Promise(function (done, failed) {
      waiting.set(++last, { done: done, failed: failed });
      self.postMessage({ need: last, name: name });
    });
  };
  self.addEventListener("message", function (event) {
    if (!event.data.give) return;
    event.stopImmediatePropagation();  // Pagefind would answer that it does not know the method
    var asked = waiting.get(event.data.give);
    waiting.delete(event.data.give);
    if (event.data.bytes) asked.done(new Response(event.data.bytes));
    else asked.failed(new Error("not loaded"));
  });
  // In a folder the page makes one blob of this file and Pagefind's, since a worker may not load its neighbours.
  if (self.location.protocol !== "blob:") self.importScripts("../../../search/pagefind-worker.js");
})();
