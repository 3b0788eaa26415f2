import { type AnyCodec, type Read, read, type Seal } from "../declaration.ts"
import type { PortalLeaf } from "../portal/portal-leaf.ts"
import { checkListed } from "./check-listed.ts"

/** An API of the developer portal's list, with the caller's own words for what the portal does not say. */
export interface ListedApi<I extends AnyCodec, O extends AnyCodec> extends Read<I, O> {
  readonly leaf: PortalLeaf
}

/** What the caller knows from the bank's own document, which is not public. */
export interface ListedOptions<I extends AnyCodec, O extends AnyCodec> {
  /** A slug of `portalLeaves`, such as `trade-services/limit-details`. */
  readonly leaf: string
  /** Said out loud, because nobody else can know: the call moves no money. What does is declared with `money`. */
  readonly moves: "nothing"
  readonly method: "GET" | "POST"
  /** From the host on: `/api/v1/...`. The host itself is the transport's. */
  readonly path: string
  readonly seal: Seal
  /** Your names on one side, the bank's on the other; the same struct twice is a schema too. */
  readonly request: I
  readonly response: O
  /** The transport sets content-type, accept and apikey itself. */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * `when-lost`: the client asks again when the line fails, as it does for calls that change nothing at the bank. Unless told, it asks
   * once: a call that opens an account moves no money and must not be made twice all the same.
   */
  readonly repeat?: "never" | "when-lost"
  /** Made-up values in the bank's shape, for tests and documents of your own. */
  readonly samples?: { readonly request: I["Encoded"]; readonly response: O["Encoded"] }
  /** Where the bank describes it: your document's title and version. */
  readonly doc?: string
}

/**
 * Declares an API that the portal lists by name alone, from the caller's own knowledge. The result is a declaration like any other: a
 * family of `createBank` takes it, and its calls are sealed, sent, opened and decoded by the same code, with the same errors.
 *
 * It never moves money. A payment needs an enquiry that asks what became of it, a ladder that says when, a journal row before the first
 * byte (MONEY.md, laws L1 to L4): that is `money` of this package, not this.
 *
 * @throws RangeError when there is no such leaf, when the leaf or the path pays, or when path or headers are not what may be sent.
 * @example
 * const limitDetails = defineListed({
 *   leaf: "trade-services/limit-details", moves: "nothing", method: "POST", path: "/api/v1/your/path", seal: "hybrid",
 *   request: Schema.Struct({ customerId: Schema.String }), response: Schema.Struct({ limit: Schema.String })
 * })
 * const bank = createBank({ ...options, families: { trade: { limitDetails } } })
 * const { limit } = await bank.trade.limitDetails({ customerId: "1" })
 */
export const defineListed = <const I extends AnyCodec, const O extends AnyCodec>(options: ListedOptions<I, O>): ListedApi<I, O> => {
  const leaf = checkListed(options)
  const declaration = read<I, O>({
    id: leaf.slug,
    repeat: options.repeat ?? "never",
    family: "listed",
    portalPaths: [leaf.portalPath],
    method: options.method,
    path: options.path,
    headers: Object.freeze({ ...options.headers }),
    seal: options.seal,
    request: options.request,
    response: options.response,
    // Without the caller's there are none: a sample of our own would be an invention.
    samples: options.samples ?? { request: {}, response: {} },
    codes: { family: "gateway", call: "manage" },
    source: { doc: [options.doc ?? "the caller", "facts/portal-catalogue.json"], trust: "listed" }
  })
  return Object.freeze({ ...declaration, leaf })
}
