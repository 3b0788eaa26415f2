import { composite } from "@hundi/catalog/composite"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { createBank, offsetClock } from "./create-bank.ts"
import type { Transport } from "./ports.ts"
import { clearSealer, scriptedTransport, sealedReply, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const order = {
  payoutId: "P1",
  amountPaise: 10_050n,
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" }
}
const bankOf = (transport: Transport, context: Context.Context<never> = Context.empty()) =>
  createBank({ transport, sealer: clearSealer, journal: createMemoryJournal(), families: { composite }, settings: settingsOf(), context })

describe("one exchange", () => {
  it("L3: a transport that throws may have written everything", async () => {
    const view = await bankOf({ send: () => Promise.reject(new Error("broken")) }).composite.pay(order)
    expect(view).toMatchObject({ payout: { status: "unknown" }, attempts: [{ state: "unknown", notSentCount: 0 }] })
  })

  it("L3: a transport that never answers may have written everything", async () => {
    // Sleeping takes no time here, so that the guard over a silent transport is over at once.
    const impatient = Context.make(Clock.Clock, { ...offsetClock(() => 0), sleep: () => Effect.void })
    const view = await bankOf({ send: () => new Promise(() => undefined) }, impatient).composite.pay(order)
    expect(view).toMatchObject({ payout: { status: "unknown" }, attempts: [{ state: "unknown", notSentCount: 0 }] })
  })

  it("L4: a reply of a shape that nobody knows proves nothing", async () => {
    const view = await bankOf(scriptedTransport([() => sealedReply({ ActCode: { text: "52" } })])).composite.pay(order)
    expect(view).toMatchObject({ payout: { status: "unknown" }, attempts: [{ provedFailedAt: null }] })
    expect(view.events.at(-1)?.detail).toMatchObject({ reason: "undecodable" })
  })

  it("L10: a field that does not fit is refused without its value", async () => {
    const question = { reference: "T012AY00000000A", date: "2026-11-20", recon360: "ASHA RAO" as "N", passCode: "s3cret", bcId: "y" }
    const refused = await bankOf(scriptedTransport([])).composite.status(question).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: "ENCODE_FAILED" })
    expect(`${String(refused)} ${JSON.stringify(refused)}`).not.toMatch(/ASHA|s3cret/)
  })
})
