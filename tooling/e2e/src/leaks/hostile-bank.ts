import type { Gate, Journal, Sealer, Transport, WireRequest, WireResult } from "@hundi/core"
import type { PlantedPerson, PlantedSettings } from "./plant.ts"
import type { RandomSource } from "./random.ts"

interface Surroundings {
  readonly random: RandomSource
  readonly settings: PlantedSettings
  readonly people: () => readonly PlantedPerson[]
}

type Answer = (request: WireRequest, body: Readonly<Record<string, unknown>>, world: Surroundings) => WireResult

/** Everything that is known about somebody, in one line: what a careless program puts into a message. */
const gossip = ({ random, settings, people }: Surroundings): string => {
  const person = random.pick(people())
  return `${person.name} ${person.accountNumber} ${person.vpa} ${person.mobile} ${person.remark} key ${settings.apiKey} pass ${settings.passCode}`
}

const reply = (body: unknown, status = 200): WireResult => ({ kind: "reply", status, body: typeof body === "string" ? body : JSON.stringify(body) })

const success = (body: Readonly<Record<string, unknown>>) => ({
  ...{ success: true, ActCode: "0", Response: "Transaction Successful", BankRRN: "600000000001", TransRefNo: body["tranRefNo"] },
  ...{ STATUS: "SUCCESS", RESPONSE: "SUCCESS", UTRNUMBER: "ICIC0000000001", UNIQUEID: body["tranRefNo"] ?? body["UNIQUEID"] }
})

/** Fields in which the bank speaks: each is filled with what it should not hold. */
const spoken = [
  "ActCode", "Response", "BankRRN", "TransRefNo", "TranRefNo", "message", "MESSAGE", "response", "responseMessage", "ERRORCODE", "RESPONSECODE",
  "errorCode", "description", "STATUS", "RESPONSE", "UTRNUMBER", "UTR", "BeneName", "BeneAccNo", "BeneIFSC", "PaymentRef", "Amount", "code",
  "original-txn-response-code", "OriginalTxnResponseCode", "BankTxnId", "SeqNo", "UserProfile", "MobileAppData", "Remarks"
]

const answers: readonly Answer[] = [
  (_request, body) => reply(success(body)),
  (_request, body, { random, people }) => {
    const person = random.pick(people())
    const said = random.pick([person.accountNumber, person.name, person.mobile, person.vpa, person.name.slice(0, 15), person.remark])
    const wrong = random.pick(random.chance(2) ? Object.keys(success(body)) : spoken)
    return reply({ ...success(body), [wrong]: random.chance(6) ? [said] : said })
  },
  (_request, body, world) => {
    const ActCode = world.random.pick(["11", "30", "52", "92", "999", "ZM", "100"])
    return reply({ ...success(body), ActCode, Response: gossip(world), BankRRN: gossip(world) })
  },
  (_request, body, world) => reply({ ...body, ActCode: gossip(world).slice(0, 16), message: gossip(world) }),
  (request) => reply(`<html><body><h1>500</h1>${request.body} apikey=${request.headers["apikey"] ?? ""}</body></html>`, 500),
  (request) => reply(request.body.slice(0, -7)),
  (request, _body, world) => {
    const response = world.random.pick([8000, 8016, 8017, 8099, 500])
    const refusal = { success: false, response, message: request.body, description: gossip(world) }
    return reply(refusal, world.random.pick([200, 400, 401, 403, 429, 503]))
  },
  (_request, _body, world) => reply({ errorCode: world.random.pick(["8000", "8014", gossip(world)]), description: gossip(world) }, 401),
  (request) => {
    throw new Error(`ECONNRESET while sending ${request.body} with ${JSON.stringify(request.headers)}`)
  },
  (request) => {
    throw Object.assign(new Error("socket"), { request, headers: request.headers, config: { data: request.body } })
  },
  (_request, _body, { random }) => {
    const why = random.pick(["ECONNREFUSED", "time-out", "the line failed"])
    return { kind: "failure", sent: random.pick(["no", "maybe"]), why }
  },
  (_request, _body, world) => reply(gossip(world).repeat(50)),
  () => reply("")
]

/** A bank, a line and a gateway that say what they should not. */
export const makeHostileTransport = (world: Surroundings): Transport => ({
  send: async (request) => world.random.pick(answers)(request, parse(request.body), world)
})

/** Seals by writing the plaintext down: what is sent can be read, and so can what leaks. Fails now and then, with the text in its hands. */
export const makeClearSealer = (world: Surroundings): Sealer => ({
  seal: async (value) => {
    if (world.random.chance(25)) throw new Error(`cannot seal ${JSON.stringify(value)}`)
    return JSON.stringify(value)
  },
  open: async (body) => {
    if (world.random.chance(25)) throw Object.assign(new Error(`cannot open ${body}`), { body })
    return { sealed: !world.random.chance(6), value: JSON.parse(body) as unknown }
  }
})

/** A gate that fails with a row of its own table in the message. */
export const makeHostileGate = (world: Surroundings): Gate => ({
  admit: async ({ payout }) => {
    if (!world.random.chance(12)) return { kind: "go" }
    const { name, accountNumber } = payout.beneficiary
    throw Object.assign(new Error(`no rule for ${name.reveal()} ${accountNumber.reveal()}`), { row: gossip(world) })
  }
})

const failing = ["accept", "claimDue", "reserve", "markSending", "record", "get", "list", "pauses"] as const

/** A journal whose database fails as databases do: with the row in the message, in the detail, and in the parameters. */
export const makeHostileJournal = (journal: Journal, world: Surroundings): Journal => {
  const broken = Object.fromEntries(
    failing.map((name) => [
      name,
      async (...parameters: readonly never[]) => {
        if (world.random.chance(60)) {
          const message = `null value violates not-null constraint: Failing row contains (${gossip(world)})`
          throw Object.assign(new Error(message), { code: "23502", detail: `Failing row contains (${gossip(world)}).`, parameters })
        }
        return (journal[name] as (...all: readonly never[]) => Promise<unknown>)(...parameters)
      }
    ])
  )
  return { ...journal, ...broken }
}

const parse = (body: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}
