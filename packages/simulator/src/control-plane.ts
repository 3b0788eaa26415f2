import type { Bank, FaultKind, FaultMatch, FaultRequest } from "./bank.ts"
import { faultTable } from "./fault-table.ts"
import type { Gateway } from "./gateway.ts"
import { controlPage } from "./control-page.ts"
import { answerStatement } from "./statement/answer-statement.ts"

/** What the control plane works on. */
export interface ControlPlaneParts {
  readonly bank: Bank
  readonly gateway: Pick<Gateway, "checkCertificate">
  readonly clock: { readonly read: () => { readonly now: string; readonly offsetMs: number }; readonly advance: (ms: number) => void }
  readonly certificatePem: string
}

type Body = Readonly<Record<string, unknown>>
type Answer = Response | Promise<Response>

/** A request that makes no sense; the text is the answer. */
class BadRequest extends Error {}

/** The longest jump of the clock: ten years. */
const MAX_ADVANCE_MS = 3650 * 86_400_000

/** Answers `/_sim/*`: the way in for tests and people, which the real bank does not have. */
export const createControlPlane = (parts: ControlPlaneParts): ((request: Request, url: URL) => Promise<Response>) => {
  const { bank, clock } = parts
  const calls: Readonly<Record<string, (body: Body, query: URLSearchParams) => Answer>> = {
    "GET /_sim/": () => new Response(controlPage, { headers: { "content-type": "text/html;charset=utf-8" } }),
    "GET /_sim/health": () => json({ ok: true }),
    "GET /_sim/certificate": () => new Response(parts.certificatePem, { headers: { "content-type": "text/plain;charset=utf-8" } }),
    "POST /_sim/partners": (body) => registerPartner(parts, body),
    "GET /_sim/ledger": () => json({ debits: bank.ledger() }),
    "GET /_sim/statement": (_, query) => answerStatement(bank, query, Date.parse(clock.read().now)),
    "GET /_sim/faults": () => json({ faults: bank.faults(), kinds: faultTable }),
    "POST /_sim/faults": (body) => json(addFault(bank, body), 201),
    "GET /_sim/clock": () => json(clock.read()),
    "POST /_sim/clock": (body) => {
      const advanceMs = body["advanceMs"]
      if (typeof advanceMs !== "number" || !Number.isInteger(advanceMs) || advanceMs < 0 || advanceMs > MAX_ADVANCE_MS) {
        throw new BadRequest(`advanceMs must be a whole number from 0 to ${MAX_ADVANCE_MS}`)
      }
      clock.advance(advanceMs)
      return json(clock.read())
    }
  }
  return async (request, url) => {
    const path = url.pathname === "/_sim" ? "/_sim/" : url.pathname
    const name = `${request.method} ${path}`
    const controls = bank.controls()
    const call = calls[name] ?? answerWith(controls[name])
    if (call === undefined) return json({ error: "There is no such call here", calls: [...Object.keys(calls), ...Object.keys(controls)] }, 404)
    try {
      return await call(request.method === "POST" ? readBody(await request.text()) : {}, url.searchParams)
    } catch (error) {
      if (error instanceof BadRequest || error instanceof RangeError) return json({ error: error.message }, 400)
      throw error
    }
  }
}

/** A call that a product brings: 201 for an order, 200 for a question. */
const answerWith = (control: ((order: Body) => unknown) | undefined) =>
  control && ((body: Body, query: URLSearchParams): Response =>
    json(control({ ...Object.fromEntries(query), ...body }), Object.keys(body).length === 0 ? 200 : 201))

const registerPartner = async ({ bank, gateway }: ControlPlaneParts, body: Body): Promise<Response> => {
  const { name, certificatePem, rails } = body
  if (typeof name !== "string" || name.trim() === "") throw new BadRequest("name must be a text")
  if (typeof certificatePem !== "string") throw new BadRequest("certificatePem must be a PEM certificate")
  if (rails !== undefined && !isTexts(rails)) throw new BadRequest("rails must be a list of texts")
  await gateway.checkCertificate(certificatePem).catch((error: unknown) => {
    throw new BadRequest(`certificatePem cannot be used: ${error instanceof Error ? error.message : "not readable"}`)
  })
  const partner = bank.registerPartner({ name, certificatePem, ...(rails === undefined ? {} : { rails }) })
  const { apiKey, bcId, passCode, corpId, userId, urn, aggrId, aggrName, debitAccount, merchantId } = partner
  return json({ apiKey, bcId, passCode, corpId, userId, urn, aggrId, aggrName, debitAccount, merchantId }, 201)
}

const addFault = (bank: Bank, body: Body) => {
  const { match = {}, fault, actCode, delayMs, times, probability, moneyMoved } = body
  if (typeof fault !== "string") throw new BadRequest(`fault must be one of ${Object.keys(faultTable).join(", ")}`)
  const code = typeof actCode === "number" ? String(actCode) : actCode
  if (code !== undefined && typeof code !== "string") throw new BadRequest("actCode must be a text")
  if (moneyMoved !== undefined && typeof moneyMoved !== "boolean") throw new BadRequest("moneyMoved must be true or false")
  const order: FaultRequest = {
    match: readMatch(match),
    fault: fault as FaultKind,
    ...(code === undefined ? {} : { actCode: code }),
    ...optionalNumber("delayMs", delayMs),
    ...optionalNumber("times", times),
    ...optionalNumber("probability", probability),
    ...(moneyMoved === undefined ? {} : { moneyMoved })
  }
  return bank.addFault(order)
}

const matchFields = ["tranRefNo", "beneficiaryAccount", "rail", "path", "partner"] as const

/** A field that nobody knows is an error: ignored, it would turn a fault for one payment into a fault for all. */
const readMatch = (match: unknown): FaultMatch => {
  if (typeof match !== "object" || match === null) throw new BadRequest("match must be an object")
  for (const [field, value] of Object.entries(match)) {
    if (!(matchFields as readonly string[]).includes(field)) throw new BadRequest(`match knows ${matchFields.join(", ")}, not ${field}`)
    if (typeof value !== "string") throw new BadRequest(`match.${field} must be a text`)
  }
  return match
}

const optionalNumber = (field: string, value: unknown): Record<string, number> => {
  if (value === undefined) return {}
  if (typeof value !== "number") throw new BadRequest(`${field} must be a number`)
  return { [field]: value }
}

const readBody = (text: string): Body => {
  const value = parseJson(text)
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new BadRequest("The body must be a JSON object")
  return value as Body
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadRequest("The body must be JSON")
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string")

const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json;charset=utf-8" } })
