import type { AnyDeclaration, AnyMoney } from "@hundi/catalog"
import { bankBodyOf, whyNot } from "@hundi/core"
import { createEnvelope, type Envelope, profiles } from "@hundi/crypto-envelope"
import { type CallPartner, createBank, createBankKeys, createSimulator, type PartnerCredentials, type Simulator } from "@hundi/simulator"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type ClientBench, type ClientCall, openClientBench } from "./client-bench.ts"

/** What the simulator does with a declaration. */
export interface Probe {
  /**
   * `behaves`: it keeps books for the call; `sample`: it checks the request and answers the declared sample; `calls`: the bank is the one
   * who calls, and the simulator does; `no`: there is no path to ask at.
   */
  readonly simulated: "behaves" | "sample" | "calls" | "no"
  /**
   * `done`: the declared request was written, sealed as declared, sent over HTTP, and the answer opened and read by the declared response.
   * `request`: the request was taken, and the answer says that what the bank replies is not public. `none`: there is no path.
   */
  readonly roundTrip: "done" | "request" | "failed" | "none"
  /** What a user writes: `bank.cib.balance`. Undefined where the client refuses the call; then the round trip is made by hand. */
  readonly client?: string
}

/** The bank's own calls that the simulator makes: its tests of call-outs open them with these declarations. */
const callOuts: ReadonlySet<string> = new Set([
  "cib.transaction.callback", "ecollection.msg_hold", "ecollection.mis_posting", "ecollection.mis_posting.older"
])

/** Asks the simulator once for each declaration. The same every time: seed and clock are fixed. */
export async function probeSimulator(declarations: readonly AnyDeclaration[]): Promise<ReadonlyMap<string, Probe>> {
  const bench = await openBench()
  const probes = new Map<string, Probe>()
  // Whoever has deregistered can no longer call.
  const inOrder = [...declarations].sort((a, b) => Number(isLast(a)) - Number(isLast(b)))
  for (const declaration of inOrder) probes.set(declaration.id, await probe(declaration, bench))
  bench.simulator.close()
  return new Map(declarations.map(({ id }) => [id, probes.get(id) ?? { simulated: "no", roundTrip: "none" }]))
}

const isLast = ({ id }: AnyDeclaration): boolean => id === "cib.deregistration"

export interface Bench {
  readonly simulator: Simulator
  readonly partner: PartnerCredentials
  readonly envelope: Envelope
  /** The bank without the declarations' samples: what it answers, it has books for. */
  readonly behaves: (path: string) => boolean
  readonly clients: ClientBench
}

export const ORIGIN = "http://bank.test"
const NOW = Date.UTC(2030, 0, 31, 4, 45)

/** A simulator with one partner, its envelope, and clients over it. */
export async function openBench(call?: CallPartner): Promise<Bench> {
  // One pair of keys for both ends: what is probed is that each body travels, not the keys.
  const keys = await createBankKeys({ now: NOW, bits: 2048 })
  const simulator = await createSimulator({ seed: 1, keys, now: () => NOW, sleep: async () => {}, ...(call === undefined ? {} : { call }) })
  const body = JSON.stringify({ name: "Probe", certificatePem: keys.certificatePem })
  const partner = (await (await simulator.fetch(`${ORIGIN}/_sim/partners`, { method: "POST", body })).json()) as PartnerCredentials
  const envelope = await createEnvelope({
    recipientCertificate: keys.certificatePem,
    privateKey: keys.privateKeyPem,
    profile: profiles.composite
  })
  const bare = createBank({ seed: 1, now: () => NOW })
  const clients = openClientBench({ simulator, origin: ORIGIN, envelope, partner, now: NOW })
  return { simulator, partner, envelope, clients, behaves: (path) => bare.formsOf(path) !== undefined }
}

async function probe(declaration: AnyDeclaration, bench: Bench): Promise<Probe> {
  if (declaration.path === "") return { simulated: callOuts.has(declaration.id) ? "calls" : "no", roundTrip: "none" }
  const path = concrete(declaration.path, bench.partner)
  const simulated = bench.behaves(path.split("?")[0] ?? path) ? "behaves" : "sample"
  const call = bench.clients.callOf(declaration)
  if (call !== undefined && whyNot(declaration) === undefined) {
    const roundTrip = declaration.moves === "money" ? await pay(declaration, bench) : await ask(declaration, call, bench)
    return { simulated, roundTrip, client: call.name }
  }
  const { status, opened } = await exchange(declaration, path, bench)
  if (status !== 200) return { simulated, roundTrip: isNotPublic(opened) ? "request" : "failed" }
  const decoded = Schema.decodeUnknownResult(declaration.response as Schema.Codec<unknown, unknown>)(opened)
  return { simulated, roundTrip: Result.isSuccess(decoded) ? "done" : "failed" }
}

/** A call of a family client, with the sample in the words of the partner. */
async function ask(declaration: AnyDeclaration, { call }: ClientCall, { clients, partner }: Bench): Promise<Probe["roundTrip"]> {
  const codec = declaration.request as Schema.Codec<unknown, unknown>
  const request = Schema.decodeUnknownSync(codec)(asPartner(declaration.samples.request as Record<string, unknown>, partner))
  const reply = await call(request).catch(() => undefined)
  if (reply === undefined) return "failed"
  if (clients.lastStatus() === 200) return "done"
  return isNotPublic(bankBodyOf(reply)) ? "request" : "failed"
}

/**
 * A payment over the journal, as any user pays: it is done when the bank's answer proved the credit or the debit. A refund and its like
 * speak here of payments that the bank does not know: then its refusal, opened and read, is the way there and back.
 */
async function pay({ id, ...money }: AnyMoney, { clients }: Bench): Promise<Probe["roundTrip"]> {
  const account = { name: "TEST BENE", accountNumber: "000000000001", ifsc: "TEST0000001" }
  const beneficiary = money.rail === "upi" ? { name: "TEST BENE", vpa: "payee.test@icici" } : account
  const details = money.purpose === undefined ? {} : { details: madeUp[money.purpose] }
  const order = { payoutId: id, amountPaise: 20_000_000n, beneficiary, remark: "probe", ...details }
  const view = await clients.client.payouts.pay(order, id).catch(() => undefined)
  const { state, lastCode } = view?.attempts[0] ?? {}
  if (money.purpose !== undefined && lastCode !== undefined && lastCode !== null) return "done"
  return state === "settled" || state === "accepted" ? "done" : "failed"
}

const umn = "00000000000000000000000000000000@upi"
const madeUp = {
  refund: { original: { rrn: "000000000001", reference: "TESTCP0000000001", isInstant: true } },
  mandate: { mandate: { umn, sequence: 3, retryCount: 0, billNumber: "BILL0001", purpose: "RECURRING" } },
  voucher: { voucher: { uuid: "TESTUUID0001", umn, releaseMoneyTo: "TEST", beneficiaryIdentifier: "TEST" } }
}

/** The simulator's word for a reply of which nothing is public (packages/simulator/src/composite/composite-validation.ts). */
const isNotPublic = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "errorCode" in answer && answer.errorCode === "8011"

/** The answer out of its seal; of a failure the plain body. */
async function exchange(declaration: AnyDeclaration, path: string, { simulator, partner, envelope }: Bench): Promise<Answer> {
  const codec = declaration.request as Schema.Codec<unknown, unknown>
  const request = Schema.encodeSync(codec)(Schema.decodeUnknownSync(codec)(declaration.samples.request)) as Record<string, unknown>
  const body = asPartner(request, partner)
  const { method } = declaration
  const headers = { "content-type": "application/json", ...declaration.headers, apikey: partner.apiKey }
  if (isForm(declaration)) {
    const form = new URLSearchParams(body as Record<string, string>).toString()
    const reply = await (method === "GET"
      ? simulator.fetch(`${ORIGIN}${path}?${form}`, { headers })
      : simulator.fetch(ORIGIN + path, { method, headers, body: form }))
    return { status: reply.status, opened: readForm(await reply.text()) }
  }
  const reply = await simulator.fetch(ORIGIN + path, { method, headers, body: await seal(declaration, body, envelope) })
  const text = await reply.text()
  return { status: reply.status, opened: reply.status === 200 ? await open(declaration, text, envelope) : JSON.parse(text) }
}

interface Answer {
  readonly status: number
  readonly opened: unknown
}

/** To a form the bank answers a form, or XML of one element around others, which a declaration has as an object. */
function readForm(text: string): unknown {
  const root = /^<(\w+)>(.*)<\/\1>$/s.exec(text)
  if (root === null) return Object.fromEntries(new URLSearchParams(text))
  const elements = [...(root[2] ?? "").matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = "", value = ""]) => [name, value] as const)
  return { [root[1] ?? ""]: Object.fromEntries(elements) }
}

const isForm = ({ method, headers }: AnyDeclaration): boolean =>
  method === "GET" || headers["Content-Type"] === "application/x-www-form-urlencoded"

const seal = async ({ seal: how }: AnyDeclaration, body: unknown, envelope: Envelope): Promise<string> => {
  if (how === "plain") return JSON.stringify(body)
  return how === "rsa" ? await envelope.sealAsymmetric(body, { maxBlocks: 64 }) : await envelope.seal(body)
}

/** A long answer comes in the envelope even to a request by RSA alone, so the answer says itself how it is sealed. */
const open = async ({ seal: how }: AnyDeclaration, text: string, envelope: Envelope): Promise<unknown> => {
  if (how === "plain") return JSON.parse(text)
  const isJson = text.trimStart().startsWith("{")
  const opened = isJson ? await envelope.open(text) : await envelope.openAsymmetric(text)
  return opened.sealed ? opened.value : undefined
}

const concrete = (path: string, { merchantId, bcId }: PartnerCredentials): string =>
  path.replace("{merchantId}", merchantId).replace("{bcID}", bcId).replace("type={type}", "type=SB")

/** The sample in the words of a partner whom the bank knows: whoever else asks is refused before the request is looked at. */
function asPartner(body: Readonly<Record<string, unknown>>, partner: PartnerCredentials): Record<string, unknown> {
  const own: Readonly<Record<string, string>> = {
    passcode: partner.passCode, bcid: partner.bcId, corpid: partner.corpId, crpid: partner.corpId, userid: partner.userId,
    crpusr: partner.userId, urn: partner.urn, aggrid: partner.aggrId, aggrname: partner.aggrName, merchantid: partner.merchantId,
    debitacc: partner.debitAccount, senderacctno: partner.debitAccount, accountno: partner.debitAccount
  }
  const known = (name: string, value: unknown): unknown => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return asPartner(value as Record<string, unknown>, partner)
    return value === "" ? value : (own[name.toLowerCase().replace(/[^a-z]/g, "")] ?? value)
  }
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, known(name, value)]))
}
