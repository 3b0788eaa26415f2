import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { type AnyCallback, type AnyDeclaration, deadlineOf, defineCallback, isCallback } from "./index.ts"
import { cib } from "./cib/index.ts"
import { collections } from "./collections/index.ts"
import { composite } from "./composite/index.ts"
import { erupi } from "./erupi/index.ts"
import { imps } from "./imps/index.ts"
import { others } from "./others/index.ts"
import { upi, upi1 } from "./upi/index.ts"
import { upi2, upi2c } from "./upi2/index.ts"
import { declaredApis } from "./portal/declared-apis.ts"

type Member = AnyDeclaration | AnyCallback
const families = { composite, imps, cib, upi, upi1, upi2, upi2c, erupi, collections, others }
const membersOf = (family: object): readonly Member[] => Object.values(family).flatMap((one: object) => ("id" in one ? [one as Member] : membersOf(one)))

describe("the families", () => {
  it("are plain, frozen objects of members, with the words that people say", () => {
    for (const family of Object.values(families)) {
      expect(Object.isFrozen(family)).toBe(true)
      expect(membersOf(family).every((one) => Object.isFrozen(one) && (isCallback(one) || "moves" in one))).toBe(true)
    }
    const said = [
      composite.pay, composite.status, cib.balance, cib.statement, cib.pay, upi.collect, upi.mandates.create, collections.answerHold,
      imps.status
    ]
    expect(said.map(({ id }) => id)).toEqual([
      "composite.imps.pay", "composite.imps.status", "cib.balanceInquiry", "cib.accountStatement", "cib.transaction", "upi.collectpay",
      "upi2.create_mandate", "ecollection.msg_hold", "imps.query"
    ])
  })

  it("leave out no declaration: what the bank calls is there as a callback, and the hosted page as a link", () => {
    const ids = new Set(Object.values(families).flatMap(membersOf).map(({ id }) => id))
    const missing = declaredApis.filter(({ id, family }) => family !== "composite" && !ids.has(id)).map(({ id }) => id)
    expect(missing).toEqual(["eazypay.redirect"])
  })
})

describe("callbacks", () => {
  const callbacks = Object.values(families).flatMap(membersOf).filter(isCallback)

  it.each(callbacks)("$id decodes its samples and encodes them back", ({ event, answer, samples }) => {
    const codec = event as Schema.Codec<unknown, unknown>
    expect(Schema.encodeSync(codec)(Schema.decodeUnknownSync(codec)(samples.event))).toEqual(samples.event)
    if (answer === "none") return
    const back = answer as Schema.Codec<unknown, unknown>
    expect(Schema.encodeSync(back)(Schema.decodeUnknownSync(back)(samples.answer))).toEqual(samples.answer)
  })

  it("name what makes two posts the same", () => {
    const keyOf = ({ event, samples, keyOf: key }: AnyCallback) =>
      key(Schema.decodeUnknownSync(event as Schema.Codec<unknown, unknown>)(samples.event))
    expect(Object.fromEntries(callbacks.map((one) => [one.id, keyOf(one)]))).toEqual({
      "ecollection.msg_hold": "TESTUTR0000000001", "ecollection.mis_posting": "TESTUTR0000000001", "ecollection.mis_posting.older": "TESTUTR0000000001",
      "cib.transaction.callback": "T1AAA0000000008 SUCCESS", "upi.callback": "TESTCP0000000001 SUCCESS 000000000001",
      "isurepay.validation": undefined, "isurepay.receipting": undefined, "cdm.validation": undefined, "cdm.deposit": undefined
    })
    expect(cib.readCallback.keyOf({})).toBeUndefined()
  })

  it("state the bank's deadline where one is public", () => {
    expect(deadlineOf(collections.answerHold, { mode: "FT" })).toBe(15_000)
    expect(deadlineOf(collections.answerHold, { mode: "CASH" })).toBeUndefined()
    expect(callbacks.filter(({ deadline }) => deadline !== undefined).map(({ id }) => id)).toEqual(["ecollection.msg_hold"])
  })

  it("without public fields are completed by who has the bank's document", () => {
    const own = defineCallback({
      ...collections.readDeposit, seals: ["plain"], event: Schema.Struct({ number: Schema.String }), answer: "none", keyOf: ({ number }) => number,
      samples: { event: { number: "1" } }
    })
    expect([own.id, own.keyOf({ number: "7" }), Object.isFrozen(own), isCallback(own)]).toEqual(["cdm.deposit", "7", true, true])
  })
})
