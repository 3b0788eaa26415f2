import { defineCallback } from "@hundi/catalog"
import { cib } from "@hundi/catalog/cib"
import { collections } from "@hundi/catalog/collections"
import { describe, expect, it, vi } from "vitest"
import { createBank } from "./create-bank.ts"
import { clearSealer, scriptedTransport, settingsOf } from "./testing/fixtures.ts"
import { createMemoryJournal } from "./testing/memory-journal.ts"

const noTime = { ...collections.answerHold, deadline: { field: "mode", ms: { NEFT: 520 } } } as const
const inClear = defineCallback({ ...collections.readDeposit, seals: ["plain"] })
const bank = createBank({
  transport: scriptedTransport([]), sealer: clearSealer, journal: createMemoryJournal(), settings: settingsOf(),
  families: { collections: { ...collections, noTime, inClear }, cib: { readCallback: cib.readCallback } }
})
const notice = collections.answerHold.samples.event
const sealed = (value: unknown): string => JSON.stringify({ sealed: value })
const accept = { decision: "Y", message: "Accept", code: "11" } as const

describe("a call of the bank to us", () => {
  it("is opened, decided and answered in the bank's words", async () => {
    const decide = vi.fn(() => accept)
    const reply = await bank.collections.answerHold(sealed(notice), decide)
    expect(decide).toHaveBeenCalledWith(expect.objectContaining({ utr: "TESTUTR0000000001", amountPaise: 100_000n, paymentDate: "2030-01-01" }))
    expect(reply).toEqual({
      status: 200, headers: { "content-type": "application/json" }, body: sealed({ AcceptOrReject: "Y", Message: "Accept", Code: "11" })
    })
  })

  it("is only taken where no answer is known", async () => {
    const seen: unknown[] = []
    const reply = await bank.cib.readCallback(sealed(cib.readCallback.samples.event), async (event) => void seen.push(event))
    expect(reply).toEqual({ status: 200, headers: { "content-type": "application/json" }, body: "" })
    expect(seen).toEqual([{ reference: "T1AAA0000000008", status: "SUCCESS", requestId: "100003", utr: "000000001" }])
  })

  it.each([
    ["that cannot be opened", "{"],
    ["that is not sealed", JSON.stringify(notice)],
    ["that is no such message", sealed({ ...notice, Amount: "1,000" })],
    ["that is empty", ""]
  ])("%s is answered like every other such body, and decides nothing", async (_, body) => {
    const decide = vi.fn(() => accept)
    expect(await bank.collections.answerHold(body, decide)).toEqual({ status: 400, headers: { "content-type": "application/json" }, body: "" })
    expect(decide).not.toHaveBeenCalled()
  })

  it("is answered by nothing when deciding fails, or takes longer than the bank waits", async () => {
    const failed = await bank.collections.answerHold(sealed(notice), () => Promise.reject(new Error("database")))
    const late = await bank.collections.noTime(sealed(notice), () => new Promise(() => undefined))
    expect([failed.status, late.status]).toEqual([503, 503])
  })

  it("gets no answer that does not fit its form", async () => {
    const wrong = bank.collections.answerHold(sealed(notice), () => ({ decision: "SECRET" }) as never)
    await expect(wrong).rejects.toMatchObject({ code: "ENCODE_FAILED" })
    await expect(wrong).rejects.not.toThrow(/SECRET/)
  })

  it("of which nothing is public is answered once its form is known", async () => {
    await expect(bank.collections.readDeposit("{}", () => ({}))).rejects.toMatchObject({ code: "CONFIGURATION" })
    const reply = await bank.collections.inClear('{"amount":"1.00"}', (event) => ({ got: event["amount"] }))
    expect(reply.body).toBe('{"got":"1.00"}')
  })
})
