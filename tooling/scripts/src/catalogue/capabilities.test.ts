import { declaredApis } from "@hundi/catalog/portal/declared"
import { beforeAll, describe, expect, it } from "vitest"
import { type CapabilityInput, countCapabilities, renderCapabilities, undeclaredEntries } from "./capabilities.ts"
import { factNames } from "./fact-names.data.ts"
import { type Probe, probeSimulator } from "./probe-simulator.ts"
import { traceables } from "./traceables.ts"

describe("what is declared, simulated and tried", () => {
  let probes: ReadonlyMap<string, Probe>
  let input: CapabilityInput
  beforeAll(async () => {
    probes = await probeSimulator(declaredApis)
    input = { declarations: declaredApis, traceables, facts: factNames, probes }
  })

  it("is counted", () => {
    const counts = countCapabilities(input)
    expect(counts).toMatchObject({ leaves: 551, leavesDeclared: 118, entries: 88, entriesDeclared: 88 })
    expect(counts.declarations).toBe(declaredApis.length)
    expect(counts.fieldsTraced).toBe(counts.fields)
    expect(counts.behaves + counts.samples).toBe(counts.withPath)
  })

  it("leaves out no entry of the facts", () => {
    expect(undeclaredEntries(input)).toEqual([])
  })

  it("went to the simulator and back, sealed, for every path", () => {
    const failed = [...probes].filter(([, { roundTrip }]) => roundTrip === "failed").map(([id]) => id)
    expect(failed).toEqual([])
    const halves = [...probes].filter(([, { roundTrip }]) => roundTrip === "request").map(([id]) => id)
    expect(halves).toEqual(["composite.validation.imps.nameinquiry", "composite.validation.imps.namematch", "composite.validation.upi"])
    const none = declaredApis.filter(({ path }) => path === "").map(({ id }) => id)
    expect([...probes].filter(([, { roundTrip }]) => roundTrip === "none").map(([id]) => id)).toEqual(none)
  })

  it("notices an answer that its declaration cannot read", async () => {
    const [pay, status] = ["composite.imps.pay", "cib.balanceInquiry"].map((id) => declaredApis.find((one) => one.id === id)!)
    const wrong = { ...status!, response: pay!.request }
    expect((await probeSimulator([wrong])).get("cib.balanceInquiry")).toEqual({ simulated: "behaves", roundTrip: "failed" })
  })

  it("stands on the page: a row for each declaration, a row for each leaf", () => {
    const lines = renderCapabilities(input).split("\n")
    expect(lines.filter((line) => /^\| `[a-z0-9]+\./.test(line))).toHaveLength(declaredApis.length)
    expect(lines.filter((line) => line.split(" | ")[1]?.includes("/") === true)).toHaveLength(551)
    expect(lines).toContain("| leaves of the developer portal present | 551 of 551 |")
  })
})
