import { describe, expect, it } from "vitest"
import { checkSummary } from "./dry-run-publish.ts"

const whole = ["LICENSE", "README.md", "package.json", "dist/index.mjs", "src/index.ts"]
const summary = (name: string, paths: readonly string[]) => ({ publishedPackages: [{ name, files: paths.map((path) => ({ path })) }] })
const check = (paths: readonly string[]) => checkSummary(summary("@hundi/core", paths), ["@hundi/core"])

describe("checkSummary", () => {
  it("accepts a whole package", () => {
    expect(check(whole)).toEqual([])
  })

  it("wants every package, and no other", () => {
    expect(checkSummary({ publishedPackages: [] }, ["@hundi/core"])).toEqual(["@hundi/core would not be published"])
    expect(checkSummary(summary("@hundi/bench", whole), [])).toEqual(["@hundi/bench would be published"])
  })

  it.each(["LICENSE", "README.md", "dist/index.mjs"])("misses %s", (path) => {
    expect(check(whole.filter((one) => one !== path))).toEqual([`@hundi/core would go out without ${path.replace(/\/.*/, "")}`])
  })

  it.each(["src/index.test.ts", ".reports/vitest.json", "src/node_modules/x.js", "keys/bank.pem", ".env"])("refuses %s", (path) => {
    expect(check([...whole, path])).toEqual([`@hundi/core would go out with ${path}`])
  })
})
