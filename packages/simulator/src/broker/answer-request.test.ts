import { beforeAll, describe, expect, it } from "vitest"
import { createBankKeys } from "../gateway.ts"
import type { BankKeys } from "../gateway.ts"
import { createSimulator } from "../simulator.ts"
import type { Simulator, SimulatorEvent } from "../simulator.ts"
import type { BrokerApp } from "./broker.ts"
import { accOrder, sha256, stampAt, startMs } from "./testing/bench-broker.node.ts"

let keys: BankKeys
beforeAll(async () => {
  keys = await createBankKeys({ now: startMs, bits: 2048 })
})

const start = (events: SimulatorEvent[]): Promise<Simulator> => createSimulator({
  seed: 1, keys, now: () => startMs, sleep: async () => {}, history: [...events], onEvent: (event) => void events.push(event)
})

const post = async (simulator: Simulator, path: string, body: unknown) => {
  const response = await simulator.fetch(`http://any.host.test${path}`, { method: "POST", body: JSON.stringify(body) })
  return { status: response.status, value: await response.json() }
}

/** Plain calls, as a client without the project's code makes them: stamps by the real clock. */
const clientOf = async (simulator: Simulator, app: BrokerApp) => {
  const call = (path: string, fields: Record<string, unknown>) => {
    const text = JSON.stringify(fields)
    const stamp = stampAt(startMs)
    const Checksum = sha256(stamp + text + app.secretKey)
    return post(simulator, path, { AppKey: app.appKey, time_stamp: stamp, JSONPostData: text, Checksum })
  }
  const login = await call("/customer/customerdetails", { UserID: app.userId, API_Session: app.apiSession, APPKey: app.appKey })
  const { Idirect_Userid, SessionToken } = login.value.Success
  return (path: string, fields: Record<string, unknown> = {}) => call(path, { Idirect_Userid, SessionToken, ...fields })
}

describe("the broker behind HTTP", () => {
  it("registers an app with its four credentials", async () => {
    const simulator = await start([])
    const { status, value } = await post(simulator, "/_sim/idirect/apps", { name: "Acme" })
    expect([status, Object.keys(value)]).toEqual([201, ["appKey", "secretKey", "userId", "apiSession"]])
    expect((await post(simulator, "/_sim/idirect/apps", { name: " " })).status).toBe(400)
    expect((await post(simulator, "/_sim/idirect/apps", "x")).status).toBe(400)
    expect((await simulator.fetch("http://any.host.test/_sim/idirect/apps")).status).toBe(405)
  })

  it("goes on after a restart, with orders that execute on the virtual clock", async () => {
    const events: SimulatorEvent[] = []
    const simulator = await start(events)
    const app = (await post(simulator, "/_sim/idirect/apps", { name: "Acme" })).value as BrokerApp
    const call = await clientOf(simulator, app)
    expect((await call("/equity/placement", accOrder())).value).toMatchObject({ Status: 200, Error: null })
    expect((await call("/equity/orderbook")).value.Success).toMatchObject([{ order_status: "O" }])
    await post(simulator, "/_sim/clock", { advanceMs: 2000 })
    const before = (await call("/equity/orderbook")).value.Success
    expect(before).toMatchObject([{ order_status: "E" }])
    const again = await start(events)
    expect((await (await clientOf(again, app))("/equity/orderbook")).value.Success).toEqual(before)
    const other = (await post(again, "/_sim/idirect/apps", { name: "Acme" })).value as BrokerApp
    expect(other.appKey).not.toBe(app.appKey)
  })

  it("takes the body of a GET beside the Request, and refuses in JSON over HTTP 200", async () => {
    const simulator = await start([])
    const app = (await post(simulator, "/_sim/idirect/apps", { name: "Acme" })).value as BrokerApp
    const ask = async (body: string) => {
      const response = await simulator.handle(new Request("http://any.host.test/breezeapi/api/v1/customerdetails"), body)
      return { status: response.status, value: await response.json() }
    }
    const good = await ask(JSON.stringify({ SessionToken: app.apiSession, AppKey: app.appKey }))
    expect(atob(good.value.Success.session_token)).toContain(`${app.userId}:`)
    expect(await ask("{")).toEqual({ status: 200, value: { Status: 500, Error: "Resource not available.", Success: null } })
  })

  it("leaves the bank's own paths to the bank", async () => {
    const simulator = await start([])
    expect((await post(simulator, "/api/v1/composite-payment", {})).status).toBe(401)
    expect((await (await simulator.fetch("http://any.host.test/_sim/health")).json())).toEqual({ ok: true })
  })
})
