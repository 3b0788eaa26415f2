import type { Transport, WireResult } from "./ports.ts"

/**
 * A transport on `fetch`, for the edge. `fetch` cannot say whether a byte was written, so every failure is `sent: "maybe"`
 * and is asked about (L3). Redirects are replies, never followed.
 * @example
 * createFetchTransport({ baseUrl: "https://bank.example" })
 */
export const createFetchTransport = (options: { readonly baseUrl: string; readonly fetch?: typeof fetch }): Transport => {
  const request = options.fetch ?? fetch
  const base = options.baseUrl.replace(/\/+$/, "")
  return {
    send: async ({ method, path, headers, body, timeoutMs }, signal): Promise<WireResult> => {
      const limit = AbortSignal.timeout(timeoutMs)
      try {
        const response = await request(base + path, {
          method,
          headers,
          body: method === "GET" ? null : body,
          redirect: "manual",
          signal: signal === undefined ? limit : AbortSignal.any([limit, signal])
        })
        return { kind: "reply", status: response.status, body: await response.text() }
      } catch {
        return { kind: "failure", sent: "maybe", why: limit.aborted ? "time-out" : "the line failed" }
      }
    }
  }
}
