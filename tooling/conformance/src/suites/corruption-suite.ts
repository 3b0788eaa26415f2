import type * as Library from "@hundi/crypto-envelope"
import type { AsymmetricVectors, LayoutVectors } from "../../../../packages/crypto-envelope/src/layout-suite.ts"
import { assertSame, assertTrue } from "../assert.ts"
import { sha256 } from "../run-suites.ts"
import type { Env, Runner } from "../suite.ts"
import { createDice, damageBody } from "./damage-body.ts"
import type { EnvelopeVectors } from "./envelope-suite.ts"

const CORRUPTIONS = 2000

/** Bodies to damage: openssl's, so that every runtime damages the same bytes. */
export interface CorruptionVectors {
  readonly keys: EnvelopeVectors["testOnlyKeys"]
  readonly layouts: LayoutVectors
  readonly alone: AsymmetricVectors
}

/**
 * Opens bodies with random damage. Whatever fails must fail in one way, down to the stack. What opens all the same (damage to
 * white space, or to a string under CBC, which nothing authenticates) must open to the same value everywhere.
 */
export function corruptionSuite({ test }: Runner, lib: typeof Library, { keys, layouts, alone }: CorruptionVectors, env: Env): void {
  const pick = (cases: LayoutVectors["cases"], id: string) => cases.find((one) => one.id === id)!.body
  const each = (env.corruptions ?? CORRUPTIONS) / 4
  const modes = [
    ["PKCS1", "open", pick(layouts.cases, "PKCS1, 16 ascii, iv field, 33 bytes")],
    ["OAEP-SHA1", "open", pick(layouts.cases, "OAEP-SHA1, 16 ascii, iv prefix, 33 bytes")],
    ["PKCS1", "openAsymmetric", pick(alone.cases, "PKCS1, 1 blocks, bare")],
    ["OAEP-SHA1", "openAsymmetric", pick(alone.cases, "OAEP-SHA1, 2 blocks, bare")]
  ] as const
  for (const [rsa, method, body] of modes)
    test(`${each} damaged bodies: ${method}, ${rsa}`, async () => {
      const { certificate, privateKey } = keys["partner2048"]!
      const profile = { ...lib.profiles.composite, rsa }
      const envelope = await lib.createEnvelope({ recipientCertificate: certificate, privateKey, profile })
      const dice = createDice(rsa.length * 1000 + method.length)
      const shapes = new Set<string>()
      const opened: unknown[] = []
      for (let i = 0; i < each; i++) {
        const damaged = damageBody(body, dice)
        try {
          opened.push([i, await envelope[method](damaged)])
        } catch (error) {
          shapes.add(describe(error))
        }
      }
      assertSame(shapes.size, 1, "kinds of failure")
      assertTrue([...shapes][0]!.startsWith('["EnvelopeError","ENVELOPE_OPEN_FAILED","The message could not be opened.",true,false,'), [...shapes][0]!)
      assertTrue(opened.length < each / 5, `few bodies that open all the same, got ${opened.length}`)
      return [opened.length, await sha256(JSON.stringify(opened))]
    })
}

/** Everything that can be seen of an error. */
function describe(thrown: unknown): string {
  const error = thrown as Library.EnvelopeError
  return JSON.stringify([error.name, error.code, error.message, error instanceof Error, "cause" in error, Object.getOwnPropertyNames(error).sort(), error.stack])
}
