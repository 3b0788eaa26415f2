import { HundiError } from "@hundi/core"
import { type PayoutEventType, payoutEventTypes } from "./payout-event.ts"
import { parseWebhookSecret } from "./sign-webhook.ts"

/** Where events go. */
export interface Endpoint {
  /** Yours, 1 to 64 letters, digits, - or _. What was delivered is remembered under it, also when the address changes. */
  readonly id: string
  /** https; http to this machine alone. No user name, password or fragment. */
  readonly url: string
  /** `whsec_` and base64, see `formatWebhookSecret`; several while the receiver changes from one to another. */
  readonly secrets: readonly string[]
  /** All unless told. */
  readonly types?: readonly PayoutEventType[]
  /** This tenant's payouts alone; every tenant's unless told. */
  readonly tenant?: string
}

/** Refuses an endpoint whose set-up would leak or fail. Repeats neither address nor secret. @throws HundiError CONFIGURATION @internal */
export const checkEndpoint = ({ id, url, secrets, types = [] }: Endpoint): void => {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw refused("an endpoint's id: 1 to 64 letters, digits, - or _")
  const target = URL.canParse(url) ? new URL(url) : undefined
  if (target === undefined) throw refused(`endpoint ${id}: its url is not an address`)
  if (target.protocol !== "https:" && !(target.protocol === "http:" && isLoopback(target.hostname))) {
    throw refused(`endpoint ${id}: its url must be https; http is allowed to this machine alone`)
  }
  if (target.username !== "" || target.password !== "") throw refused(`endpoint ${id}: its url must not hold a user name or password`)
  if (target.hash !== "") throw refused(`endpoint ${id}: its url must not hold a #fragment`)
  if (secrets.length === 0 || secrets.length > 4) throw refused(`endpoint ${id}: one to four secrets`)
  try {
    secrets.forEach(parseWebhookSecret)
  } catch (cause) {
    throw new HundiError("CONFIGURATION", `endpoint ${id}: ${(cause as Error).message}`, { cause })
  }
  const odd = types.find((type) => !payoutEventTypes.includes(type))
  if (odd !== undefined) throw refused(`endpoint ${id}: types are ${payoutEventTypes.join(", ")}`)
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host)

const refused = (message: string): HundiError => new HundiError("CONFIGURATION", message)
