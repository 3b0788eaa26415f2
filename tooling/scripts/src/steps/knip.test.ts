import { describe, expect, it } from "vitest"
import { explainFindings } from "./knip.ts"

const failed = (output: string) => ({ ok: false, stdout: output, output })

describe("explainFindings", () => {
  it("says nothing when knip has nothing to say", () => {
    expect(explainFindings({ ok: true, stdout: "", output: "" })).toEqual([])
  })

  it("makes one problem of each kind of finding, with what to do", () => {
    const output = "Unused files (2)\npackages/a/src/x.ts   \npackages/a/src/y.ts\nUnlisted dependencies (1)\nleft-pad   packages/a/src/z.ts:1:1\n"
    expect(explainFindings(failed(output))).toEqual([
      expect.stringMatching(/^Unused files: delete them; .*\n {2}packages\/a\/src\/x\.ts\n {2}packages\/a\/src\/y\.ts$/),
      expect.stringMatching(/^Unlisted dependencies: add them .*\n {2}left-pad packages\/a\/src\/z\.ts:1:1$/)
    ])
  })

  it("gives the pass over what ships its own advice", () => {
    expect(explainFindings(failed("Unused files (1)\nsrc/x.ts"), "only tests reach them")).toEqual(["Unused files: only tests reach them\n  src/x.ts"])
  })

  it("hides no failure of knip itself", () => {
    expect(explainFindings(failed("ERROR: Unable to load\nwhy"))).toEqual(["ERROR: Unable to load\n  why"])
    expect(explainFindings(failed(""))).toEqual(["knip failed without a word"])
  })
})
