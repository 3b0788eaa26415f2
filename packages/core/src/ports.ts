/** One request on the wire, complete. */
export interface WireRequest {
  readonly method: "GET" | "POST"
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** From the first byte to the last, ms. */
  readonly timeoutMs: number
}

/** The reply as it came, or why there is none. `sent: "no"` is a witness that no byte of the request was written (L3). */
export type WireResult =
  | { readonly kind: "reply"; readonly status: number; readonly body: string }
  | { readonly kind: "failure"; readonly sent: "no" | "maybe"; readonly why: string }

/**
 * Puts a request on the wire exactly once: no retry, no redirect, no pool that repeats. Resolves with a value for
 * every fate; a rejection counts as `sent: "maybe"`.
 */
export interface Transport {
  readonly send: (request: WireRequest, signal?: AbortSignal) => Promise<WireResult>
}

/** Closes and opens the bank's envelopes; `createEnvelope` of crypto-envelope fits. */
export interface Sealer {
  readonly seal: (value: unknown) => Promise<string>
  /** `sealed: false` marks a reply that the bank sent in plain JSON. Rejects when the body cannot be opened. */
  readonly open: (body: string) => Promise<{ readonly sealed: boolean; readonly value: unknown }>
  /** For calls by RSA alone (`seal: "rsa"`): corporate banking, merchant UPI of the first generation. Without it they are refused. */
  readonly sealAsymmetric?: (value: unknown) => Promise<string>
  /** Opens what such calls answer: Base64 of RSA blocks. */
  readonly openAsymmetric?: (body: string) => Promise<{ readonly sealed: boolean; readonly value: unknown }>
}
