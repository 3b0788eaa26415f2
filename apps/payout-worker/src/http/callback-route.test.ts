import { setTimeout as sleep } from "node:timers/promises"
import { describe, expect, it } from "vitest"
import { goodBody as body, openTestApp } from "../testing/call-app.ts"
import { createCallbackApp } from "./create-app.ts"
import { createLimiter } from "./callback-route.ts"

/** Lets the loop run until something holds, and a moment longer: a second enquiry would come at once. */
const runUntilAsked = async (bank: ReturnType<typeof openTestApp>["bank"], holds: () => boolean): Promise<void> => {
  const loop = bank.start({ pollMs: 10, onFault: () => undefined })
  await expect.poll(holds).toBe(true)
  await sleep(100)
  await loop.stop(1000)
}

const open = async () => {
  const test = openTestApp({ code: () => "11", token: "made-up-token" })
  const { attempts } = await test.bank.payouts.pay({ payoutId: "U1", amountPaise: 10_050n, beneficiary: body.beneficiary })
  const reference = attempts[0]?.reference ?? ""
  const say = (source: string, fields: object) => test.call("POST", `/v1/callbacks/${source}`, JSON.stringify(fields), { "content-type": "text/plain" })
  const statusOf = async () => (await test.worker.payouts.get("U1"))?.payout.status
  return { ...test, reference, say, statusOf }
}

describe("callbacks of the bank", () => {
  it("a forged «success» moves nothing, and makes one enquiry: only the bank's own answer moves the payout", async () => {
    const { say, reference, statusOf, bank, sent, wakes } = await open()
    expect(await statusOf()).toBe("unknown")
    const before = sent.length
    const forged = { UNIQUEID: reference, TXNSTATUS: "SUCCESS", UTRNUMBER: "000000000001" }
    expect(await say("cib", forged)).toMatchObject({ status: 200, text: "{}" })
    expect(await say("cib", forged)).toMatchObject({ status: 200 })
    expect(await statusOf()).toBe("unknown")
    expect(wakes()).toBe(1)
    await runUntilAsked(bank, () => sent.length > before)
    expect(await statusOf()).toBe("unknown")
    expect(sent.length - before).toBe(1)
    expect(sent.at(-1)).toMatchObject({ transRefNo: reference })
  })

  it("are acknowledged in the form of their kind, kept once, and need no token", async () => {
    const { say, reference, worker } = await open()
    expect(await say("upi", { merchantTranId: reference, TxnStatus: "SUCCESS", BankRRN: "000000000001" })).toMatchObject({
      status: 200, type: "application/xml; charset=utf-8", text: "<Notification><Response>ACK</Response></Notification>"
    })
    expect(await say("cib", { UNIQUEID: "NOTOURS00000000", TXNSTATUS: "SUCCESS" })).toMatchObject({ status: 200 })
    expect(worker.operations.inbox.list()).toMatchObject([{ payoutId: "default/U1", says: "paid" }])
  })

  it("that cannot be opened, or are of another kind, or too large, are refused and say why", async () => {
    const { call, app } = await open()
    expect(await call("POST", "/v1/callbacks/cib", "not sealed to us")).toMatchObject({ status: 400, json: { code: "NOT_OPENED" } })
    expect(await call("POST", "/v1/callbacks/collection", "{}")).toMatchObject({ status: 404, json: { code: "NO_SUCH_SOURCE" } })
    expect(await call("POST", "/v1/callbacks/cib", "x".repeat(70_000))).toMatchObject({ status: 413, json: { code: "TOO_LARGE" } })
    const env = { incoming: { socket: { remoteAddress: "203.0.113.9" } } }
    const outside = await app.request("http://127.0.0.1:4100/v1/callbacks/cib", { method: "POST", body: "{}" }, env)
    expect([outside.status, await outside.json()]).toMatchObject([403, { code: "FOREIGN_CALLER", rule: expect.stringContaining("HUNDI_CALLBACK_HOST") }])
  })

  it("ask to come again when they cannot be kept", async () => {
    const { say, reference, worker } = await open()
    worker.operations.sql.all("DROP TABLE inbox_hints")
    expect(await say("cib", { UNIQUEID: reference, TXNSTATUS: "SUCCESS" })).toMatchObject({ status: 503, json: { code: "COME_AGAIN" } })
  })

  it("have a door of their own that opens nothing else, with a limited rate", async () => {
    const { worker, reference } = await open()
    const app = createCallbackApp({ worker }, createLimiter(1, 2))
    const env = { incoming: { socket: { remoteAddress: "203.0.113.9" } } }
    const say = () => app.request("http://pay.example/v1/callbacks/cib", { method: "POST", body: JSON.stringify({ UNIQUEID: reference, TXNSTATUS: "SUCCESS" }) }, env)
    expect([(await say()).status, (await say()).status, (await say()).status]).toEqual([200, 200, 429])
    expect((await app.request("http://pay.example/v1/payouts")).status).toBe(404)
  })
})

it("a limiter fills again with time", () => {
  const { take } = createLimiter(2, 2)
  expect([take(1000), take(1000), take(1000), take(1500), take(1500)]).toEqual([true, true, false, true, false])
})
