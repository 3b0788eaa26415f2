import { setTimeout as sleep } from "node:timers/promises"
import type { PayoutStatus } from "@hundi/core"
import { createApp } from "../http/create-app.ts"
import { makeTestWorker, type TestWorkerOptions } from "./make-test-worker.ts"

/** An order that breaks no rule. All values are made up. */
export const goodBody = {
  amountPaise: "10050",
  currency: "INR",
  beneficiary: { name: "Asha Rao", accountNumber: "000123456789", ifsc: "TEST0000001" },
  remark: "rent"
}

/** How the app of a test is set up. */
export interface TestAppOptions extends TestWorkerOptions {
  readonly token?: string
  readonly code?: () => string
}

/** The app on a test worker, and how to call it. */
export const openTestApp = ({ token, code, ...options }: TestAppOptions = {}) => {
  const test = makeTestWorker(code, options)
  const app = createApp({ worker: test.worker, token })
  const call = async (method: string, path: string, content?: unknown, headers: Record<string, string> = {}) => {
    const text = content === undefined ? undefined : typeof content === "string" ? content : JSON.stringify(content)
    const type = text === undefined ? {} : { "content-type": "application/json" }
    const response = await app.request(`http://127.0.0.1:4100${path}`, { method, headers: { ...type, ...headers }, ...(text === undefined ? {} : { body: text }) })
    const answer = await response.text()
    const { status, headers: given } = response
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- tests look into the answer as it is
    return { status, type: given.get("content-type"), headers: given, text: answer, json: answer.startsWith("{") ? JSON.parse(answer) : undefined }
  }
  const order = (content: unknown, key = "K1", actor?: string) =>
    call("POST", "/v1/payouts", content, { "idempotency-key": key, ...(actor === undefined ? {} : { "x-hundi-actor": actor }) })
  /** A call in a person's name. */
  const as = (actor: string, method: string, path: string, content?: unknown) => call(method, path, content, { "x-hundi-actor": actor })
  /** Lets the loop run until a payout stands so. */
  const runUntil = async (payoutId: string, ...statuses: readonly PayoutStatus[]): Promise<void> => {
    const faults: unknown[] = []
    const loop = test.bank.start({ pollMs: 10, onFault: (fault) => void faults.push(fault) })
    try {
      for (let look = 0; look < 500; look++) {
        const view = await test.worker.payouts.get(payoutId)
        if (faults.length > 0) throw faults[0]
        if (view !== undefined && statuses.includes(view.payout.status)) return
        await sleep(10)
      }
      throw new Error(`${payoutId} never was ${statuses.join(" or ")}`)
    } finally {
      await loop.stop(1000)
    }
  }
  return { ...test, app, call, as, order, runUntil }
}
