import type { Sealer, Transport, WireRequest, WireResult } from "@hundi/core"
import type { BankAnswer } from "@hundi/simulator"
import { referenceOf, type World } from "./world.ts"

/**
 * The wire between a worker and the bank, on virtual time: refused connections, requests lost on the way in, replies lost on
 * the way out, requests that arrive minutes later, garbled and slow replies. What the bank does, it does whether or not
 * anybody still listens.
 */
export const createSimTransport = (world: World, apiKey: () => string): Transport => ({
  send: (request) => {
    const { prng, clock, tally } = world
    const trouble = world.troubled() ? pickTrouble(world) : "none"
    if (trouble !== "none") tally.add(trouble)
    if (trouble === "refused") return after(world, prng.between(1, 50), { kind: "failure", sent: "no", why: "ECONNREFUSED" })
    const reference = referenceOf(bodyOf(request))
    world.onWire(reference, request.path)
    if (trouble === "lost-request") return after(world, prng.between(50, 5000), reset)
    const arrival = trouble === "late-arrival" ? prng.between(60_000, 400_000) : prng.between(5, 300)
    return new Promise((resolve) => {
      const giveUp = clock.at(clock.now() + request.timeoutMs, () => resolve({ kind: "failure", sent: "maybe", why: "time-out" }))
      const answer = (result: WireResult): void => {
        giveUp()
        resolve(result)
      }
      clock.at(clock.now() + arrival, () => {
        const reply = world.askBank({
          partner: apiKey(),
          path: request.path,
          priority: request.headers["x-priority"] ?? "",
          body: bodyOf(request)
        })
        if (trouble === "lost-reply") return answer(reset)
        const slow = trouble === "slow-reply" ? prng.between(1000, 200_000) : prng.between(20, 900)
        clock.at(clock.now() + reply.delayMs + slow, () => answer(trouble === "garbled" ? garbled : toWire(reply)))
      })
    })
  }
})

const reset: WireResult = { kind: "failure", sent: "maybe", why: "ECONNRESET" }
const garbled: WireResult = { kind: "reply", status: 200, body: "%%%" }

const troubles = ["refused", "lost-request", "lost-reply", "late-arrival", "slow-reply", "garbled"] as const

const pickTrouble = ({ prng, rates }: World): (typeof troubles)[number] | "none" => (prng.chance(rates.wire) ? prng.pick(troubles) : "none")

const after = async (world: World, ms: number, result: WireResult): Promise<WireResult> => {
  await world.clock.sleep(ms)
  return result
}

const toWire = (answer: BankAnswer): WireResult => {
  if (answer.manner === "drop") return reset
  if (answer.manner === "garble") return garbled
  const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.sealed ? { sealed: answer.body } : answer.body)
  return { kind: "reply", status: answer.status, body: text }
}

const bodyOf = (request: WireRequest): Readonly<Record<string, unknown>> =>
  (JSON.parse(request.body) as { sealed: Record<string, unknown> }).sealed

/** An envelope without cryptography: the simulation is about money, and must not wait for threads. */
export const clearSealer: Sealer = {
  seal: async (value) => JSON.stringify({ sealed: value }),
  open: async (body) => {
    const parsed = JSON.parse(body) as { readonly sealed?: unknown }
    return parsed.sealed === undefined ? { sealed: false, value: parsed } : { sealed: true, value: parsed.sealed }
  }
}
