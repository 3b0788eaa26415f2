/** Where a partner wants to be called. */
export interface Address {
  /** The partner's apiKey. */
  readonly partner: string
  /** The kind of call-out it is for; none = every kind that has no address of its own. */
  readonly kind?: string
  /** None = not any more. */
  readonly url?: string
}

/** The partners' addresses, the last word of each counting. */
export interface Addresses {
  readonly keep: (address: Address) => void
  readonly find: (partner: string, kind: string) => string | undefined
  readonly list: () => readonly Address[]
}

/** An empty list. */
export const createAddresses = (): Addresses => {
  const byKey = new Map<string, Address>()
  return {
    keep: (address) => {
      const key = keyOf(address.partner, address.kind)
      if (address.url === undefined) byKey.delete(key)
      else byKey.set(key, address)
    },
    find: (partner, kind) => (byKey.get(keyOf(partner, kind)) ?? byKey.get(keyOf(partner)))?.url,
    list: () => [...byKey.values()]
  }
}

const keyOf = (partner: string, kind = ""): string => `${partner}|${kind}`

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Reads an address. The bank itself calls https only (fact file upi-collections-and-others, rule "callback URL"), since a callback
 * carries names, accounts and amounts; plain http is for a test on the same machine, where nobody can listen in between.
 *
 * @throws RangeError that says what is wrong with it
 */
export const readUrl = (value: unknown): string => {
  if (typeof value !== "string" || !URL.canParse(value)) throw new RangeError("url must be an address such as https://partner.example/upi")
  const url = new URL(value)
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new RangeError("url must be https, or http on this machine")
  if (url.protocol === "http:" && !LOOPBACK.test(url.hostname)) {
    throw new RangeError("url must be https: plain http is for this machine alone (localhost, 127.0.0.1, [::1]), a callback is personal data")
  }
  if (url.username !== "" || url.password !== "") throw new RangeError("url must not hold a user or a password")
  url.hash = ""
  return url.href
}
