// The site's scripts are classic scripts in one dialect: what Chromium 86 runs as it stands, since nothing translates
// them on the way. What is newer, in syntax, in the language's own objects or in the browser's, is refused here.
import js from "@eslint/js";
import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";
import globals from "globals";

export default [
  { ignores: ["**/build/", "site_tests/vendor/", "site_tests/golden/", "overrides/assets/vendor/", "node_modules/", ".venv/"] },
  js.configs.recommended,
  { files: ["*.js"], languageOptions: { globals: globals.node } },
  {
    files: ["overrides/assets/javascripts/**/*.js", "generator/desk/static/*.js"],
    ...compat.configs["flat/recommended"],
  },
  {
    files: ["overrides/assets/javascripts/**/*.js", "generator/desk/static/*.js"],
    plugins: { ...compat.configs["flat/recommended"].plugins, "es-x": esx },
    languageOptions: {
      ecmaVersion: 2020, // ?. and ?? end here; what came with 2021 is in Chromium 86 only in part
      sourceType: "script",
      globals: { ...globals.browser, handbook: "readonly" },
    },
    settings: { browserslist: ["chrome 86"], "es-x": { aggressive: true } },
    rules: {
      ...esx.configs["flat/no-new-in-es2022"].rules,
      ...esx.configs["flat/no-new-in-es2023"].rules,
      ...esx.configs["flat/no-new-in-esnext"].rules,
      "es-x/no-regexp-prototype-flags": "off",
      "compat/compat": "error",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      strict: ["error", "function"],
      "no-implicit-globals": "error",
      "no-restricted-globals": ["error", "alert", "event", "name", "status", "find", "open", "close", "stop"],
      "no-restricted-syntax": [
        "error",
        { selector: "CallExpression[callee.name='decodeURIComponent']", message: "Use handbook.decode: addresses come broken, too." },
        { selector: "AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]", message: "What comes from data or readers is only ever set as text." },
      ],
      "prefer-arrow-callback": "error",
      "object-shorthand": "error",
      "arrow-body-style": "error",
      "no-unused-vars": ["error", { caughtErrors: "none" }],
    },
  },
  { files: ["overrides/assets/javascripts/core.js"], rules: { "no-restricted-syntax": "off" } },
  { files: ["overrides/assets/javascripts/search/worker.js"], languageOptions: { globals: globals.worker } },
];
