import type * as Library from "@hundi/crypto-envelope"
import { assertTrue } from "../assert.ts"
import type { Runner } from "../suite.ts"
import type { EnvelopeVectors } from "./envelope-suite.ts"

const ROUNDS = 150

/**
 * Measures how long a body with a well-padded key block takes to be refused, against one with a malformed block, interleaved.
 * Reported for people to read: a machine that runs tests is too noisy to assert a difference of microseconds.
 */
export function paddingTimingSuite({ test, note }: Runner, lib: typeof Library, vectors: EnvelopeVectors): void {
  test("the time that good and bad padding take is measured", async () => {
    const { certificate, privateKey } = vectors.testOnlyKeys["partner2048"]!
    const envelope = await lib.createEnvelope({ recipientCertificate: certificate, privateKey, profile: lib.profiles.composite })
    // Both are refused: in the first the block is whole and holds another session key.
    const good = vectors.cases.find(({ id }) => id === "CBC: another session key")!.body
    const bad = vectors.cases.find(({ id }) => id === "PKCS1: block type 1")!.body
    const times: Record<"good" | "bad", number[]> = { good: [], bad: [] }
    let refused = 0
    for (let i = 0; i < ROUNDS * 2; i++) {
      const kind = i % 2 === 0 ? "good" : "bad"
      const start = performance.now()
      await envelope.open(kind === "good" ? good : bad).catch(() => refused++)
      times[kind].push(performance.now() - start)
    }
    assertTrue(refused === ROUNDS * 2, "that every body is refused")
    note?.(describe(middle(times.good), middle(times.bad)))
  })
}

function describe(goodMs: number, badMs: number): string {
  if (goodMs === 0 && badMs === 0) return "good and bad padding: not measured, the clock stands still during a request"
  const us = (ms: number) => `${(ms * 1000).toFixed(0)} us`
  return `refusing takes ${us(goodMs)} with good RSA padding and ${us(badMs)} with bad (medians of ${ROUNDS}, RSA-2048)`
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}
