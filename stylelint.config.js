// Style sheets too must mean the same to Chromium 86. It drops a whole rule for one selector that it does not know, so
// those are refused; a value or a rule of its own that only adds to the look may be newer.
export default {
  plugins: ["stylelint-no-unsupported-browser-features"],
  rules: {
    "plugin/no-unsupported-browser-features": [
      true,
      {
        ignorePartialSupport: true,
        ignore: [
          "css-has", // by itself in its rule only, see below
          "css-container-queries", // pictures.css says what holds without them
          "viewport-unit-variants", // after the older unit
          "css-hanging-punctuation",
        ],
      },
    ],
    "selector-pseudo-class-disallowed-list": ["is", "where"],
    "selector-disallowed-list": [/:has\(.*,|,.*:has\(|:not\([^)]*:has/s],
    "property-disallowed-list": [/^inset/],
    "function-disallowed-list": ["color-mix", "oklch", "lab"],
  },
};
