import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { answerOverHttp } from "../../../../apps/bank-sim/src/answer-over-http.ts"
import { type BankKeys, createSimulator, type Simulator } from "../../../../packages/simulator/src/index.ts"
import { makeRandom } from "../leaks/random.ts"

/**
 * A process of its own: the simulator as the crash runs need it. It differs from bank-sim in three ways. A reference that comes twice is
 * debited twice, so that whoever sends again is found out; it counts how often each reference came, also those that it drops before the
 * books; and it takes its time over a payment, so that kills find payments on the wire. `GET /_seen` answers the counts.
 */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { keys: { type: "string", default: "" }, seed: { type: "string", default: "1" } } })
  const random = makeRandom(Number(values.seed))
  const simulator = await createSimulator({
    seed: Number(values.seed),
    keys: JSON.parse(readFileSync(values.keys, "utf8")) as BankKeys,
    now: Date.now,
    sleep,
    duplicateReference: "debit-again",
    // Rs 10 crore would end within a thousand lives that pay over RTGS.
    openingBalancePaise: 10n ** 15n
  })
  const seen = countReferences(simulator)
  const handle = async (request: Request, body?: string): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname === "/_seen") return Response.json(Object.fromEntries(seen))
    if (pathname !== PAY_PATH) return simulator.handle(request, body)
    await sleep(random.int(16))
    const response = await simulator.handle(request, body)
    await sleep(random.int(61))
    return response
  }
  const server = createServer({ keepAliveTimeout: 300_000 }, (request, response) => void answerOverHttp(handle, request, response))
  server.listen(0, "127.0.0.1", () => {
    process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`)
  })
}

/** Where all composite rails take payments (docs/generated, composite.*.pay). */
const PAY_PATH = "/api/v1/composite-payment"

/** Listens between the gateway and the products: there requests are in the clear, and none has been judged yet. */
const countReferences = ({ bank }: Simulator): ReadonlyMap<string, number> => {
  const seen = new Map<string, number>()
  const open: { handle: typeof bank.handle } = bank
  const { handle } = bank
  open.handle = (request) => {
    const { tranRefNo, UNIQUEID, "seq-no": seqNo } = request.body
    const reference = tranRefNo ?? UNIQUEID ?? seqNo
    if (request.path === PAY_PATH && typeof reference === "string") seen.set(reference, (seen.get(reference) ?? 0) + 1)
    return handle(request)
  }
  return seen
}

await main()
