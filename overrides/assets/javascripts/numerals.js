/* Chinese numerals as people write them in citations: handbookNumeral("十一") is "11", "二〇二六" is "2026". The citation
   box, the search and the finder read numbers by this one function. */
window.handbookNumeral = function (run) {
  "use strict";
  var digits = "零一二三四五六七八九", units = { 十: 10, 百: 100 };
  function digit(c) { return Math.max(0, digits.indexOf(c)); }  // 〇 is nought as well
  if (!/[十百]/.test(run)) return Array.from(run, digit).join("");
  var sum = 0, last = 0;
  Array.from(run).forEach(function (c) {
    if (units[c]) { sum += (last || 1) * units[c]; last = 0; } else last = digit(c);
  });
  return String(sum + last);
};
