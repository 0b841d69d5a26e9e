/* Slips of the input method: characters of the same sound, one wrong or missing in a longer word, two that changed places.
   Loaded only for a question with a character that belongs to no known word. */
(function () {
  "use strict";

  const { handbook } = window;
  const api = handbook.search;

  /* The 3755 common characters stand in GB 2312 in the order of their sounds: which sound begins at which of them is enough
     to know them all. Written by site_tests/test_answers.py, which compares it with pypinyin. */
  const BEGINS = "a0 ai2 an15 ang24 ao27 ba36 bai54 ban62 bang77 bao89 bei106 ben121 beng125 bi131 bian155 biao167 bie171 bin175 bing181 bo190 bu209 ca220 cai221 can232 cang239 cao244 ce249 ceng254 cha256 chai267 chan270 chang280 chao293 che302 chen308 cheng318 chi333 chong349 chou354 chu366 chuai382 chuan383 chuang390 chui396 chun401 chuo408 ci410 cong422 cou428 cu429 cuan433 cui436 cun444 cuo447 da453 dai459 dan471 dang486 dao491 de503 deng506 di513 dian532 diao548 die557 ding564 diu573 dong574 dou584 du592 duan606 dui612 dun616 duo625 e637 en650 er651 fa659 fan667 fang684 fei695 fen707 feng722 fo737 fou738 fu739 ga784 gai786 gan792 gang803 gao812 ge822 gei839 gen840 geng842 gong849 gou864 gu873 gua891 guai897 guan900 guang911 gui914 gun930 guo933 ha939 hai940 han947 hang966 hao969 he978 hei996 hen998 heng1002 hong1007 hou1016 hu1023 hua1041 huai1050 huan1055 huang1069 hui1083 hun1104 huo1110 ji1120 jia1173 jian1190 jiang1230 jiao1243 jie1271 jin1298 jing1318 jiong1343 jiu1345 ju1362 juan1387 jue1394 jun1404 ka1415 kai1419 kan1424 kang1430 kao1437 ke1441 ken1456 keng1460 kong1462 kou1466 ku1470 kua1477 kuai1482 kuan1486 kuang1488 kui1496 kun1507 kuo1511 la1515 lai1522 lan1525 lang1540 lao1547 le1556 lei1558 leng1569 li1572 lia1606 lian1607 liang1621 liao1632 lie1645 lin1650 ling1662 liu1676 long1687 lou1696 lu1702 lv1722 luan1736 lve1742 lun1744 luo1751 ma1763 mai1772 man1778 mang1787 mao1793 me1805 mei1806 men1822 meng1825 mi1833 mian1847 miao1856 mie1864 min1866 ming1872 miu1878 mo1879 mou1896 mu1899 na1914 nai1921 nan1926 nang1929 nao1930 ne1935 nei1936 nen1938 neng1939 ni1940 nian1951 niang1958 niao1960 nie1962 nin1969 ning1970 niu1976 nong1980 nu1984 nv1987 nuan1988 nve1989 nuo1991 o1995 ou1996 pa2003 pai2009 pan2015 pang2023 pao2028 pei2035 pen2044 peng2046 pi2060 pian2077 piao2081 pie2085 pin2087 ping2092 po2101 pou2109 pu2110 qi2125 qia2161 qian2164 qiang2186 qiao2194 qie2209 qin2214 qing2225 qiong2238 qiu2240 qu2248 quan2261 que2272 qun2280 ran2282 rang2286 rao2291 re2294 ren2296 reng2306 ri2308 rong2309 rou2319 ru2322 ruan2332 rui2334 run2337 ruo2339 sa2341 sai2344 san2348 sang2352 sao2355 se2359 sen2362 seng2363 sha2364 shai2373 shan2375 shang2391 shao2399 she2410 shen2422 sheng2438 shi2449 shou2496 shu2506 shua2539 shuai2541 shuan2545 shuang2547 shui2550 shun2554 shuo2558 si2562 song2578 sou2586 su2590 suan2602 sui2605 sun2616 suo2619 ta2627 tai2636 tan2645 tang2663 tao2676 te2687 teng2688 ti2692 tian2707 tiao2715 tie2720 ting2723 tong2733 tou2746 tu2750 tuan2761 tui2763 tun2769 tuo2772 wa2783 wai2790 wan2792 wang2809 wei2819 wen2852 weng2862 wo2865 wu2874 xi2903 xia2938 xian2951 xiang2977 xiao2997 xie3015 xin3036 xing3046 xiong3061 xiu3068 xu3077 xuan3096 xue3106 xun3112 ya3126 yan3142 yang3175 yao3192 ye3207 yi3222 yin3275 ying3291 yo3309 yong3310 you3325 yu3345 yuan3390 yue3410 yun3420 za3432 zai3435 zan3442 zang3446 zao3449 ze3463 zei3467 zen3468 zeng3469 zha3473 zhai3487 zhan3493 zhang3510 zhao3525 zhe3535 zhen3545 zheng3561 zhi3576 zhong3619 zhou3630 zhu3644 zhua3670 zhuai3672 zhuan3673 zhuang3679 zhui3686 zhun3692 zhuo3694 zi3705 zong3720 zou3727 zu3731 zuan3739 zui3741 zun3745 zuo3747";

  const sounds = new Map();
  function learn() {
    const decoder = new TextDecoder("gb18030"), places = BEGINS.split(" ").map((part) => /^([a-z]+)(\d+)$/.exec(part));
    let next = 0, sound = "";
    for (let index = 0; index < 3755; index += 1) {
      if (places[next] && Number(places[next][2]) === index) { sound = places[next][1]; next += 1; }
      sounds.set(decoder.decode(new Uint8Array([0xb0 + Math.floor(index / 94), 0xa1 + index % 94])), sound);
    }
  }

  const soundOf = (letter) => sounds.get(letter) || api.catalogue.spell(letter)[0];

  // At its edge a strange character belongs to the words around it.
  const inside = (index, letters) => index > 0 && index < letters.length - 1;

  /* How a written run may stand for a known word: what it costs, or 0 where it does not. */
  function likeness(run, word) {
    const a = Array.from(run), b = Array.from(word);
    const wrong = b.map((_, index) => index).filter((index) => a[index] !== b[index]);
    if (a.length === b.length) {
      if (wrong.every((index) => soundOf(a[index]) === soundOf(b[index]))) return wrong.length <= Math.ceil(b.length / 2) ? 1.3 : 0;
      const [first, second] = wrong;
      if (wrong.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first]) return b.length > 2 ? 1.4 : 0;
      return wrong.length === 1 && inside(first, b) && b.length > 3 ? 1.8 : 0;
    }
    const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
    if (b.length < 4) return 0;
    return longer.some((_, index) => inside(index, longer) && longer.filter((__, at) => at !== index).join("") === shorter.join("")) ? 1.9 : 0;
  }

  /* Readings of a text with one slip in each: from, to, senses of the word, what was meant. Single characters say too
     little, and a slip in a word that asks nothing does not matter. */
  function slips(text, known) {
    if (!sounds.size) learn();
    const found = [];
    known.forEach((senses, word) => {
      const { length } = word;
      if (length < 2 || senses.every(({ stop }) => stop) || !/^\p{Script=Han}+$/u.test(word)) return;
      for (const size of length > 3 ? [length, length - 1, length + 1] : [length]) {
        for (let from = 0; from + size <= text.length; from += 1) {
          const run = text.slice(from, from + size);
          if (run === word || !/^\p{Script=Han}+$/u.test(run)) continue;
          const cost = likeness(run, word);
          if (cost) found.push({ from, to: from + size, senses, cost, meant: word });
        }
      }
    });
    return found;
  }

  api.slips = slips;
})();
