import type { Readable } from "node:stream"
import { Miniflare, type Request as MiniflareRequest, Response as MiniflareResponse } from "miniflare"
import { bundleWorker } from "../build/bundle-worker.ts"

/** The worker in workerd on this machine, with its objects on the disk. */
export interface LocalEdge {
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<EdgeAnswer>
  /** Ends the whole runtime, as a power cut would for this process; what it had in memory is gone. */
  readonly stop: () => Promise<void>
}

export interface CallOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** No token. */
  readonly anonymous?: boolean
}

export interface EdgeAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: unknown
}

/** How the worker is started. `script` is a bundle made before: one serves many starts. */
export interface EdgeOptions {
  readonly folder: string
  readonly bindings: Readonly<Record<string, string>>
  readonly script?: string
  /** Stands in for the binding of a client certificate: gets every call to the bank. */
  readonly certificate?: (url: string, body: string) => Promise<string>
  /** Prints nothing of what the runtime says. */
  readonly quiet?: boolean
}

/** What every caller of a local edge sends. */
export const LOCAL_TOKEN = "local-token"

/** Not later than what this version of workerd knows. */
const COMPATIBILITY_DATE = "2026-07-01"

/** Starts the worker on a folder; started again on the same one, its objects and alarms are as they were. */
export const startEdge = async ({ folder, bindings, script, certificate, quiet = false }: EdgeOptions): Promise<LocalEdge> => {
  const miniflare = new Miniflare({
    modules: [{ type: "ESModule", path: "worker.mjs", contents: script ?? (await bundleWorker()).text }],
    compatibilityDate: COMPATIBILITY_DATE,
    compatibilityFlags: ["nodejs_compat"],
    bindings: { HUNDI_TOKEN: LOCAL_TOKEN, ...bindings },
    durableObjects: { SHARDS: { className: "PayoutShard", useSQLite: true } },
    durableObjectsPersist: folder,
    ...(certificate === undefined ? {} : { serviceBindings: { BANK_CERTIFICATE: through(certificate) } }),
    // What the runtime says of objects that die on purpose is for nobody.
    ...(quiet ? { handleRuntimeStdio: (stdout: Readable, stderr: Readable) => [stdout, stderr].forEach((stream) => stream.resume()) } : {}),
    // Otherwise it asks the network where this machine is.
    cf: false
  })
  await miniflare.ready
  let stopped: Promise<void> | undefined
  return { call: (method, path, options) => call(miniflare, method, path, options), stop: () => (stopped ??= miniflare.dispose()) }
}

const through = (certificate: NonNullable<EdgeOptions["certificate"]>) => async (request: MiniflareRequest): Promise<MiniflareResponse> =>
  new MiniflareResponse(await certificate(request.url, await request.text()))

const call = async (miniflare: Miniflare, method: string, path: string, options: CallOptions = {}): Promise<EdgeAnswer> => {
  const { body, headers, anonymous = false } = options
  const answer = await miniflare.dispatchFetch(`http://edge.test${path}`, {
    method,
    headers: {
      ...(anonymous ? {} : { authorization: `Bearer ${LOCAL_TOKEN}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, headers: new Headers([...answer.headers]), text, json: readJson(text) }
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
