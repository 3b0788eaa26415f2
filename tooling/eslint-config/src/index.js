import { defineConfig, globalIgnores } from "eslint/config"
import { fileURLToPath } from "node:url"
import tseslint from "typescript-eslint"
import { PORT_FILES } from "./port-files.ts"
import { layers } from "./rules/layers.ts"
import { noAmbient } from "./rules/no-ambient.ts"
import { noNumberMoney } from "./rules/no-number-money.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "")
const tests = ["**/*.test.ts"]
const data = ["**/*.data.ts", "**/generated/**"]
const inProgram = ["{packages,apps,tooling}/*/src/**/*.ts", "{packages,apps,tooling}/*/*.ts"]

/** ESLint for the whole repository: `eslint -c tooling/eslint-config/src/index.js .` from the root. */
export default defineConfig(
  globalIgnores(["**/node_modules/", "**/dist/", "**/.hundi/", "**/.wrangler/", "**/.reports/", "**/coverage/", "**/*.d.ts", "**/public/"]),
  {
    files: ["**/*.{js,mjs,ts,mts}"],
    extends: [tseslint.configs.base],
    plugins: { hundi: { rules: { layers, "no-ambient": noAmbient, "no-number-money": noNumberMoney } } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "hundi/layers": ["error", { root }],
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "effect", message: "Import the module (effect/Effect, effect/Schema, ...): the root drags in everything." }] }
      ],
      "max-lines": ["error", { max: 500 }],
      "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "prefer-const": "error",
      "max-len": [
        "error",
        { code: 140, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }
      ],
      semi: ["error", "never"],
      quotes: ["error", "double", { avoidEscape: true, allowTemplateLiterals: true }]
    }
  },
  {
    // Type-aware rules need the file in the root tsconfig; examples and scripts outside of it get the plain ones.
    files: inProgram,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Ports return Promises, so an implementation is `async` whether or not it awaits.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" }]
    }
  },
  {
    files: ["packages/*/src/**/*.ts", "apps/*/src/**/*.ts"],
    rules: { "hundi/no-number-money": "error" }
  },
  {
    files: ["packages/*/src/**/*.ts"],
    rules: {
      "hundi/no-ambient": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "No default exports in packages: a name survives renames and searches." },
        { selector: "ExportSpecifier[exported.name='default']", message: "No default exports in packages." }
      ]
    }
  },
  { files: PORT_FILES, rules: { "hundi/no-ambient": "off" } },
  {
    files: tests,
    rules: {
      "hundi/no-ambient": "off",
      "hundi/no-number-money": "off",
      "max-lines-per-function": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/unbound-method": "off"
    }
  },
  // Suites that every runtime runs are tests that happen to be functions.
  { files: ["**/*-suite.ts"], rules: { "max-lines-per-function": "off" } },
  { files: data, rules: { "max-lines": "off", "max-len": "off", "max-lines-per-function": "off" } }
)
