/* The one folding of what readers type or paste, as generator/text/folding.py states it (site_tests/cases/folding.yml holds
   both to the same cases), and the numbers in it. Loaded by whoever folds: search, finder, product box, citations.
   The tables of characters lie in assets/data/folding.js; handbook.folding() has them loaded. */
(function () {
  "use strict";

  const { handbook } = window;

  /* What nobody sees: zero-width characters, marks of direction, soft hyphens, selectors of variants. */
  const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

  const same = new Map();

  /* Pairs of a character and the one that it stands for, one after the other: radicals, traditional characters, marks. */
  function learn(pairs) {
    const letters = Array.from(pairs);
    for (let index = 0; index < letters.length; index += 2) same.set(letters[index], letters[index + 1]);
  }

  const replaced = (text) => Array.from(text, (letter) => same.get(letter) || letter).join("");

  /* Radicals first: NFKC knows only some of them. Marks and characters after it, since it makes some. */
  const fold = (text) => replaced(replaced(text.replace(UNSEEN, "")).normalize("NFKC")).toLowerCase();

  /* Folded, and without anything but letters and digits: a name to compare. */
  const bare = (text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, "");

  const folding = () => handbook.load.data("assets/data/folding.js").then((tables) => { Object.values(tables).forEach(learn); });

  /* --- numbers ------------------------------------------------------------------------------------------------------- */

  const DIGITS = "零一二三四五六七八九";
  const UNITS = { 十: 10, 百: 100, 千: 1000 };
  const digit = (letter) => (letter === "两" ? 2 : Math.max(0, DIGITS.indexOf(letter)));  // 〇 is nought as well

  /* Chinese numerals as people write them in citations: 十一 is "11", 二〇二六 is "2026". */
  function numeral(run) {
    if (!/[十百千]/.test(run)) return Array.from(run, digit).join("");
    let sum = 0, last = 0;
    Array.from(run).forEach((letter) => {
      if (UNITS[letter]) { sum += (last || 1) * UNITS[letter]; last = 0; } else last = digit(letter);
    });
    return String(sum + last);
  }

  const arabic = (text) => text.replace(/[零〇一二三四五六七八九十百]+/g, numeral);

  /* A sum as people write it, in 万元: 1000, 1000万, 0.1亿, 1,000 万元, 五百万, 5000000元. A number alone is 万元.
     null where it is none. */
  function wan(text) {
    const said = fold(text).replace(/[\s,]/g, "").replace(/[零〇一二两三四五六七八九十百千]+/g, numeral);
    const parts = /^(?:人民币|rmb|¥)?(\d{1,12}(?:\.\d{1,6})?)(万|亿)?(元|块)?(?:人民币)?$/.exec(said);
    if (!parts) return null;
    const times = parts[2] === "亿" ? 1e4 : parts[2] || !parts[3] ? 1 : 1e-4;
    const value = Math.round(Number(parts[1]) * times * 1e4) / 1e4;
    return value <= 999999999 ? value : null;
  }

  Object.assign(handbook, { fold, bare, folding, learn, numeral, arabic, wan });
})();
