import type { Envelope } from "@hundi/crypto-envelope"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { beforeAll, expect, it } from "vitest"
import type { CallOut, CallOutReply, DueCallOut } from "../bank.ts"
import type { BankKeys, Gateway } from "../gateway.ts"
import { createBankKeys, createGateway } from "../gateway.ts"
import { createBenchBank, startMs } from "../testing/bench-bank.ts"
import type { OutboxNote } from "./outbox.ts"
import { createOutbox } from "./outbox.ts"
import type { CallPartner, PartnerCall } from "./post-room.ts"
import { createPostRoom } from "./post-room.ts"

let gateway: Gateway
let envelope: Envelope
let keys: BankKeys

// One pair of keys for both ends: this is about how a call travels.
beforeAll(async () => {
  keys = await createBankKeys({ now: startMs, bits: 2048 })
  gateway = await createGateway(keys)
  envelope = await createEnvelope({
    recipientCertificate: keys.certificatePem, privateKey: keys.privateKeyPem, profile: profiles.composite
  })
})

const callOut: DueCallOut = {
  id: 1, product: "p", partner: "a", kind: "upi.callback", key: "k", body: { merchantTranId: "T1" }, form: "hybrid", atMs: 0,
  deadlineMs: 1000, repeatAfterMs: [], attempt: 1, isLast: true, url: "https://partner.test/"
}

/** Sends one call-out and says what went out and what came back. */
const send = async (order: Partial<DueCallOut>, call: CallPartner = async () => ({ status: 200, body: `{"ok":true}` })) => {
  const sent: PartnerCall[] = []
  const replies: CallOutReply[] = []
  let waiting: DueCallOut[] = [{ ...callOut, ...order }]
  const { partner } = createBenchBank()
  const room = createPostRoom({
    bank: {
      takeCallOuts: () => waiting.splice(0).filter(() => true),
      calledOut: (_, reply) => void replies.push(reply),
      partner: () => ({ ...partner, certificatePem: keys.certificatePem }),
      settleDue: () => {}
    },
    gateway,
    now: () => startMs,
    call: (url, init, deadlineMs) => {
      sent.push(init)
      return call(url, init, deadlineMs)
    }
  })
  room.goOut()
  await room.idle()
  waiting = []
  return { sent, replies }
}

it("sends by RSA alone as text/plain, in several blocks when it is long", async () => {
  const body = { merchantTranId: "T1", PayerName: "x".repeat(600) }
  const { sent } = await send({ form: "rsa", body })
  expect(sent[0]?.headers).toEqual({ "content-type": "text/plain" })
  expect(Buffer.from(sent[0]?.body ?? "", "base64").length).toBe(3 * 256)
  expect((await envelope.openAsymmetric(sent[0]?.body ?? "")).value).toEqual(body)
})

it("sends an envelope with service UPI unless told", async () => {
  const { sent } = await send({})
  expect(sent[0]?.headers).toEqual({ "content-type": "application/json" })
  expect(JSON.parse(sent[0]?.body ?? "")).toMatchObject({ requestId: "", iv: "", service: "UPI" })
  expect(JSON.parse((await send({ service: "LOP" })).sent[0]?.body ?? "")).toMatchObject({ service: "LOP" })
})

it("sends copies of one body at once: any good answer counts, and one outcome is told", async () => {
  let count = 0
  const { sent, replies } = await send({ copies: 2 }, async () => ({ status: ++count === 1 ? 500 : 200, body: "{}" }))
  expect([sent.length, sent[0]?.body === sent[1]?.body]).toEqual([2, true])
  expect(replies).toMatchObject([{ id: 1, reply: { status: 200 } }])
})

it("sends nothing for none: the call is lost on its way", async () => {
  const { sent, replies } = await send({ copies: 0 })
  expect([sent, replies]).toEqual([[], [{ id: 1, kind: "upi.callback", key: "k", partner: "a", attempt: 1, isLast: true }]])
})

it("tells that nothing came when the body cannot be sealed", async () => {
  expect((await send({ form: "rsa", body: "text" })).replies[0]).not.toHaveProperty("reply")
})

it("survives a bank that cannot write anything down", async () => {
  const fail = (): never => {
    throw new Error("disk full")
  }
  const room = createPostRoom({
    bank: { takeCallOuts: fail, calledOut: fail, partner: () => undefined, settleDue: fail }, gateway, now: () => startMs, call: fail
  })
  room.goOut()
  await room.idle()
})

it("lets a fault change a call-out before it is filed", () => {
  const notes: OutboxNote[] = []
  const dress = (order: CallOut): CallOut => ({ ...order, copies: 2 })
  const outbox = createOutbox({
    now: () => startMs, partners: () => [], isAnswer: () => true, tell: () => {}, dress,
    write: (note) => {
      notes.push(note)
      outbox.remember(note)
    }
  })
  outbox.post({ ...callOut })
  expect(notes).toMatchObject([{ order: { id: 1, copies: 2 } }])
  expect(outbox.take()).toMatchObject([{ copies: 2, attempt: 1, isLast: true }])
})
