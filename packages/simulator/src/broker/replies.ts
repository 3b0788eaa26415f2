import type { BrokerReply } from "./broker.ts"

/** The envelope of a call that went well (fact file idirect.json, rule "response-envelope"). */
export const replied = (success: unknown): BrokerReply => ({ status: 200, body: { Status: 200, Error: null, Success: success } })

/**
 * A refusal: Status other than 200, Error set, Success empty. The document prints none; that HTTP still says 200 is how the
 * successor's clients know it (fact file breeze.json, responseEnvelope: Status is no HTTP code).
 */
export const refused = (error: string, status = 500): BrokerReply => ({
  status: 200,
  body: { Status: status, Error: error, Success: null }
})
