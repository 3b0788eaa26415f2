import { describe, expect, it } from "vitest"
import { anchorsOf, checkLinks } from "./links.ts"

const pages: Readonly<Record<string, string>> = {
  "docs/FLOW.md": "# Flow\n\n## One payout, step by step\n",
  "README.md": "# Hundi\n",
  "packages/core/src/send-payout.ts": ""
}
const check = (text: string, file = "README.md") =>
  checkLinks(file, (path) => (path === file ? text : (pages[path] ?? "")), (path) => path in pages || path === "docs")

describe("checkLinks", () => {
  it.each([
    "[a](docs/FLOW.md)", "[a](./docs/FLOW.md#one-payout-step-by-step)", "[a](docs/)", "[a](https://example.com/x#y)", "[a](mailto:a@example.com)",
    "[a](packages/core/src/send-payout.ts)", "`[a](nowhere.md)`", "```md\n[a](nowhere.md)\n```", "# Top\n[a](#top)", "[a]: docs/FLOW.md", '[a](docs/FLOW.md "title")'
  ])("accepts %j", (text) => {
    expect(check(text)).toEqual([])
  })

  it.each([
    ["[a](docs/FLOWS.md)", "README.md:1: docs/FLOWS.md: no such file"],
    ["x\n![a](img.png)", "README.md:2: img.png: no such file"],
    ["[a](docs/FLOW.md#two)", "README.md:1: docs/FLOW.md#two: no such heading in docs/FLOW.md"],
    ["[a](#nothing)", "README.md:1: #nothing: no such heading in README.md"],
    ["[a](packages/core/src/send-payout.ts#L12)", "README.md:1: packages/core/src/send-payout.ts#L12: link the file without #L12"],
    ["[a](/docs/FLOW.md)", "README.md:1: /docs/FLOW.md: write it relative to the page"],
    ["[a](../x.md)", "README.md:1: ../x.md: leaves the repository"],
    ["[a]: nowhere.md", "README.md:1: nowhere.md: no such file"],
    ['<a href="nowhere.md">', "README.md:1: nowhere.md: no such file"]
  ])("refuses %j", (text, problem) => {
    expect(check(text)).toEqual([problem])
  })

  it("resolves against the page's own folder", () => {
    expect(check("[a](../README.md)", "docs/OPERATIONS.md")).toEqual([])
    expect(check("[a](README.md)", "docs/OPERATIONS.md")).toEqual(["docs/OPERATIONS.md:1: README.md: no such file"])
  })
})

it("anchorsOf follows GitHub", () => {
  const text = "# A & B: `c_d`!\n## Twice\n## Twice\n```\n# not me\n```\n## [Linked](x.md) text\n<a id=\"own\"></a>"
  expect([...anchorsOf(text)]).toEqual(["a--b-c_d", "twice", "twice-1", "linked-text", "own"])
})
