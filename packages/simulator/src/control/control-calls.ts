import type { Bank, FaultMatch, FaultRequest } from "../bank.ts"
import { controlPage } from "../control-page.ts"
import { faultTable } from "../fault-table.ts"
import type { Gateway } from "../gateway.ts"
import { scenarios } from "../scenarios/scenarios.ts"
import type { ScenarioName } from "../scenarios/scenarios.ts"
import { answerStatement, statementFormats } from "../statement/answer-statement.ts"
import type { Schema } from "./check-value.ts"

/** What the control plane works on. */
export interface ControlPlaneParts {
  readonly bank: Bank
  readonly gateway: Pick<Gateway, "checkCertificate">
  readonly clock: { readonly read: () => { readonly now: string; readonly offsetMs: number }; readonly advance: (ms: number) => void }
  readonly certificatePem: string
}

/** The fields of a request: a body's, or a query's. */
export type Fields = Readonly<Record<string, unknown>>

/** One call: what the dispatcher, the list of calls and the OpenAPI document know of it. */
export interface ControlCall {
  readonly summary: string
  /** The JSON object that a POST takes. */
  readonly body?: Schema
  readonly query?: Readonly<Record<string, Schema>>
  readonly status: 200 | 201
  /** What comes back; JSON unless told. */
  readonly answers: string
  readonly type?: "text/html" | "text/plain"
  /** Absent: the broker answers it before the control plane is asked. */
  readonly run?: (fields: Fields, parts: ControlPlaneParts) => unknown
}

const text = (description: string): Schema => ({ type: "string", description })
const object = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema =>
  ({ type: "object", properties, required, additionalProperties: false })

/** The longest jump of the clock: ten years. */
const MAX_ADVANCE_MS = 3650 * 86_400_000
const MAX_DELAY_MS = 2 ** 31 - 1

const match: Schema = object({
  tranRefNo: text("the payment's reference, whatever the rail calls it"),
  beneficiaryAccount: text("the account, or the payee's address"),
  rail: { type: "string", description: "imps, upi, neft, rtgs" },
  path: text("the path of the call"),
  partner: text("apiKey or name")
})

const faultOrder: Schema = object({
  fault: { type: "string", enum: Object.keys(faultTable) },
  scenario: { type: "string", enum: Object.keys(scenarios) },
  match,
  actCode: { type: ["string", "integer"], description: "for act-code and plain-error" },
  delayMs: { type: "number", minimum: 0, maximum: MAX_DELAY_MS, description: "for the faults that take time" },
  times: { type: "integer", minimum: 1, maximum: 1_000_000_000, description: "how many requests it hits; 1 unless told" },
  probability: { type: "number", minimum: 0, maximum: 1, description: "drawn from the seed; 1 unless told" },
  moneyMoved: { type: "boolean", description: "overrides the tables, for the faults that leave it open" },
  afterMs: { type: "integer", minimum: 0, maximum: MAX_ADVANCE_MS, description: "it begins that much later on the bank's clock" },
  forMs: { type: "integer", minimum: 0, maximum: MAX_ADVANCE_MS, description: "it ends that long after it began" }
})

/** Every call of the control plane that is not a product's own. The real bank has none of them. */
export const controlCalls: Readonly<Record<string, ControlCall>> = {
  "GET /_sim/": { summary: "A page for people", status: 200, answers: "the page", type: "text/html", run: () => controlPage },
  "GET /_sim/health": { summary: "Is it up?", status: 200, answers: "{ok: true}", run: () => ({ ok: true }) },
  "GET /_sim/certificate": {
    summary: "The bank's certificate", status: 200, answers: "PEM", type: "text/plain", run: (_, { certificatePem }) => certificatePem
  },
  "POST /_sim/partners": {
    summary: "Registers a partner",
    body: object({
      name: { type: "string", minLength: 1 },
      certificatePem: text("what replies are sealed to"),
      rails: { type: "array", items: { type: "string" }, description: "all of them unless told" },
      formerCertificatePem: text("what the fault old-certificate seals to")
    }, ["name", "certificatePem"]),
    status: 201, answers: "the partner's credentials", run: (fields, parts) => registerPartner(fields, parts)
  },
  "POST /_sim/idirect/apps": {
    summary: "Registers an app with the broker", body: object({ name: { type: "string", minLength: 1 } }, ["name"]),
    status: 201, answers: "{appKey, secretKey, userId, apiSession}"
  },
  "GET /_sim/ledger": {
    summary: "What the bank really did", status: 200, answers: "{debits}", run: (_, { bank }) => ({ debits: bank.ledger() })
  },
  "GET /_sim/statement": {
    summary: "An account statement",
    query: {
      from: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\d$", description: "a date in India; today unless told" },
      to: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\d$" },
      format: { type: "string", enum: statementFormats, description: "cib unless told" },
      partner: text("apiKey, name or debit account; may be left out while there is only one"),
      charges: { type: "string", enum: ["0", "1", "true", "false"], description: "1 adds charges and GST" }
    },
    status: 200, answers: "the statement, balances in x-opening-balance and x-closing-balance",
    run: (fields, { bank, clock }) =>
      answerStatement(bank, new URLSearchParams(fields as Record<string, string>), Date.parse(clock.read().now))
  },
  "GET /_sim/faults": {
    summary: "Faults and scenarios: those ordered, and those there are", status: 200, answers: "{faults, kinds, running, scenarios}",
    run: (_, { bank }) => ({
      faults: bank.faults(), kinds: faultTable, running: bank.scenarioRuns(),
      scenarios: Object.fromEntries(Object.entries(scenarios).map(([name, { text }]) => [name, { text }]))
    })
  },
  "POST /_sim/faults": {
    summary: "Orders a fault, or starts a scenario", body: faultOrder,
    status: 201, answers: "the fault, or {scenario, faults}", run: (fields, { bank }) => addFault(fields, bank)
  },
  "GET /_sim/clock": { summary: "The bank's clock", status: 200, answers: "{now, offsetMs}", run: (_, { clock }) => clock.read() },
  "POST /_sim/clock": {
    summary: "Advances the bank's clock",
    body: object({ advanceMs: { type: "integer", minimum: 0, maximum: MAX_ADVANCE_MS } }, ["advanceMs"]),
    status: 200, answers: "{now, offsetMs}",
    run: ({ advanceMs }, { clock }) => {
      clock.advance(advanceMs as number)
      return clock.read()
    }
  }
}

const registerPartner = async (fields: Fields, { bank, gateway }: ControlPlaneParts) => {
  const { name, certificatePem, rails, formerCertificatePem } = fields as unknown as Partner
  for (const [field, pem] of Object.entries({ certificatePem, formerCertificatePem })) {
    if (pem !== undefined) await gateway.checkCertificate(pem).catch((error: unknown) => {
      throw new RangeError(`${field} cannot be used: ${error instanceof Error ? error.message : "not readable"}`)
    })
  }
  const partner = bank.registerPartner({
    name, certificatePem,
    ...(rails === undefined ? {} : { rails }), ...(formerCertificatePem === undefined ? {} : { formerCertificatePem })
  })
  const { apiKey, bcId, passCode, corpId, userId, urn, aggrId, aggrName, debitAccount, merchantId } = partner
  return { apiKey, bcId, passCode, corpId, userId, urn, aggrId, aggrName, debitAccount, merchantId }
}

interface Partner {
  readonly name: string
  readonly certificatePem: string
  readonly rails?: readonly string[]
  readonly formerCertificatePem?: string
}

const addFault = (fields: Fields, bank: Bank) => {
  const { scenario, match = {}, fault, actCode, ...more } = fields
  if (scenario !== undefined) {
    const [extra] = [...Object.keys(more), ...Object.keys({ fault, actCode }).filter((field) => fields[field] !== undefined)]
    if (extra !== undefined) throw new RangeError(`a scenario takes match and nothing else, not ${extra}`)
    return { scenario, faults: bank.startScenario(scenario as ScenarioName, match as FaultMatch) }
  }
  if (fault === undefined) throw new RangeError("fault or scenario is missing")
  const code = actCode === undefined ? {} : { actCode: typeof actCode === "number" ? String(actCode) : actCode }
  return bank.addFault({ match, fault, ...more, ...code } as FaultRequest)
}
