/* Bytes of a file of the index, from the web or from a folder.
   Pages opened from a folder may not fetch; there each file is a classic script that hands over its bytes in base64. */
(function (api) {
  "use strict";

  var folder = api.root + "search/";
  var offline = location.protocol === "file:";
  var taken = {};
  var PAUSES = [250, 1000];

  function pause(ms) { return new Promise(function (done) { setTimeout(done, ms); }); }

  function once(name) {
    if (offline) return api.script(folder + name + ".js").then(function () {
      var bytes = taken[name];
      delete taken[name];
      return bytes;
    });
    return fetch(folder + name).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status + " " + name);
      return answer.arrayBuffer();
    });
  }

  /* Tried three times: a phone changes its cell, a server restarts. */
  function bytes(name, tries) {
    return once(name).catch(function (error) {
      if ((tries = tries || 0) >= PAUSES.length) throw error;
      return pause(PAUSES[tries]).then(function () { return bytes(name, tries + 1); });
    });
  }

  function take(name, base64) {
    var text = atob(base64), array = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) array[i] = text.charCodeAt(i);
    taken[name] = array.buffer;
  }

  api.load = { bytes: bytes, take: take, offline: offline, folder: folder };
})(window.handbookSearch);
