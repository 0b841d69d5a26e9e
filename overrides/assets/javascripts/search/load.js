/* Bytes of a file of the index, from the web or from a folder.
   Pages opened from a folder may not fetch; there each file is a classic script that hands over its bytes in base64. */
(function () {
  "use strict";

  const { load, offline } = window.handbook;
  const PAUSES = [250, 1000];

  const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

  function decoded(base64) {
    const text = atob(base64), array = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index += 1) array[index] = text.charCodeAt(index);
    return array.buffer;
  }

  async function once(path) {
    if (offline) return decoded(await load.data(path + ".js"));
    const url = await load.file(path);
    const answer = await fetch(url).catch(() => { throw load.lost(url); });
    if (!answer.ok) throw load.lost(url);
    return answer.arrayBuffer();
  }

  /* Tried three times: a phone changes its cell, a server restarts. */
  async function bytes(name) {
    for (let turn = 0; ; turn += 1) {
      try {
        return await once("search/" + name);
      } catch (error) {
        if (turn >= PAUSES.length) return load.explained(error);
        await pause(PAUSES[turn]);
      }
    }
  }

  window.handbook.search.bytes = bytes;
})();
