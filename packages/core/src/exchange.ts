import type { AnyDeclaration, Evidence } from "@hundi/catalog"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { addressLetter, readPlain, writeForm } from "./address-letter.ts"
import { type Reading, unknown } from "./classify.ts"
import type { Outcome } from "./domain.ts"
import { asHundiError, HundiError } from "./hundi-error.ts"
import { nameIssue } from "./name-issue.ts"
import type { Sealer, WireResult } from "./ports.ts"
import { SealerService, SettingsService, TransportService } from "./services.ts"

/** Extra time over the transport's own limit, after which core stops waiting for a transport that never answers. */
const GUARD_MS = 5000

/**
 * Domain names to the bank's, checked by the declaration's schema. Nothing has been sent when it fails: the error names the field, the
 * rule, and in `detail` where the rule is from, never the value (L10).
 */
export const encodeBody = (declaration: AnyDeclaration, request: () => unknown): Effect.Effect<unknown, HundiError> =>
  Effect.suspend(() => {
    try {
      const encoded = Schema.encodeUnknownResult(declaration.request as Schema.Codec<unknown, unknown>)(request())
      if (Result.isSuccess(encoded)) return Effect.succeed(encoded.success)
      return Effect.fail(refuse(declaration, nameIssue(encoded.failure.issue)))
    } catch {
      // What a declaration throws while it makes a body may repeat values.
      return Effect.fail(refuse(declaration, { field: "request", rule: "facts that this call needs" }))
    }
  })

const refuse = ({ id, source }: AnyDeclaration, { field, rule }: { readonly field: string; readonly rule: string }): HundiError =>
  new HundiError("ENCODE_FAILED", `${id}: ${field}: ${rule} (${source.doc.join("; ")})`, {
    reason: { _tag: "EncodeFailed", field, rule, detail: source.doc.join("; ") }
  })

/** A request, closed, with its address. */
export interface Letter {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Closes the body as the declaration says, and fills its path. */
export const sealBody = (
  declaration: AnyDeclaration,
  body: unknown
): Effect.Effect<Letter, HundiError, SealerService | SettingsService> =>
  Effect.gen(function* () {
    const { partner } = yield* SettingsService
    const sealer = yield* SealerService
    const addressed = yield* Effect.try({
      try: () => addressLetter(declaration, body, partner),
      catch: (cause) => refuse(declaration, { field: cause instanceof RangeError ? cause.message : "path", rule: "a path without gaps" })
    })
    const { path, headers } = addressed
    if (addressed.as === "json") return { path, headers, body: JSON.stringify(addressed.body) }
    if (addressed.as === "form") {
      const form = writeForm(addressed.body)
      return declaration.method === "GET" ? { path: `${path}?${form}`, headers, body: "" } : { path, headers, body: form }
    }
    const seal = sealOf(declaration, sealer)
    if (seal === undefined) {
      return yield* Effect.fail(new HundiError("SEAL_FAILED", `${declaration.id}: this client has no sealer for «${declaration.seal}»`))
    }
    const sealed = yield* Effect.tryPromise({
      try: () => seal(addressed.body),
      catch: (cause) => asHundiError(cause, "SEAL_FAILED", "sealing the request")
    })
    return { path, headers, body: sealed }
  })

const sealOf = ({ seal }: AnyDeclaration, sealer: Sealer): Sealer["seal"] | undefined => {
  if (seal === "hybrid") return (value) => sealer.seal(value)
  const { sealAsymmetric } = sealer
  return seal === "rsa" && sealAsymmetric !== undefined ? (value) => sealAsymmetric.call(sealer, value) : undefined
}

/** Puts the sealed body on the wire once. Never fails: every fate is a value (L3). */
export const sendOnce = (
  declaration: AnyDeclaration,
  { path, headers, body }: Letter
): Effect.Effect<WireResult, never, TransportService | SettingsService> =>
  Effect.gen(function* () {
    const transport = yield* TransportService
    const settings = yield* SettingsService
    const request = {
      method: declaration.method,
      path,
      headers: { ...headers, apikey: settings.apiKey },
      body,
      timeoutMs: settings.bankTimeoutMs
    }
    return yield* Effect.tryPromise(() => transport.send(request, settings.stopping)).pipe(
      Effect.orElseSucceed((): WireResult => ({ kind: "failure", sent: "maybe", why: "the transport failed" })),
      Effect.timeoutOrElse({
        duration: settings.bankTimeoutMs + GUARD_MS,
        orElse: () => Effect.succeed<WireResult>({ kind: "failure", sent: "maybe", why: "time-out" })
      })
    )
  })

/** A reply whose envelope was opened. */
export interface Opened {
  readonly httpStatus: number
  readonly sealed: boolean
  readonly value: unknown
}

/** Opens what came back. Without a reply, or with one that cannot be opened, the outcome is already known to be unknown. */
export const openReply = (result: WireResult): Effect.Effect<Opened, Outcome, SealerService> =>
  Effect.gen(function* () {
    const { status, body } = yield* replyOf(result)
    const sealer = yield* SealerService
    const opened = yield* Effect.tryPromise({
      try: () => openText(sealer, body),
      catch: () => unknown(isServerFault(status) ? "no-bank-body" : "undecryptable")
    })
    return { httpStatus: status, ...opened }
  })

/** A long answer comes in the envelope even to a request by RSA alone, so the answer says itself how it is sealed: an envelope is JSON. */
const openText = (sealer: Sealer, body: string): Promise<Omit<Opened, "httpStatus">> =>
  sealer.openAsymmetric === undefined || body.trimStart().startsWith("{") ? sealer.open(body) : sealer.openAsymmetric(body)

/** Reads the answer to a call that is not sealed: JSON, `name=value` pairs or flat XML. The bank may still seal it. */
export const readUnsealed = (result: WireResult): Effect.Effect<Opened, Outcome, SealerService> =>
  Effect.gen(function* () {
    const { status, body } = yield* replyOf(result)
    const value = readPlain(body)
    if (value === undefined) return yield* Effect.fail(unknown("no-bank-body"))
    if (typeof value === "object" && value !== null && "encryptedKey" in value) return yield* openReply(result)
    return { httpStatus: status, sealed: false, value }
  })

const replyOf = (result: WireResult): Effect.Effect<Extract<WireResult, { readonly kind: "reply" }>, Outcome> => {
  if (result.kind === "reply") return Effect.succeed(result)
  if (result.sent === "no") return Effect.fail<Outcome>({ kind: "NotSent", why: result.why, mayRepeat: true })
  return Effect.fail(unknown(result.why === "time-out" ? "time-out" : "connection-lost"))
}

const isServerFault = (status: number): boolean => status >= 300

/** The bank's names back to ours, and to evidence about the payment. */
export const readReply = (
  declaration: AnyDeclaration & { readonly evidence: (response: never) => Evidence },
  from: Reading["from"]
): ((opened: Opened) => Effect.Effect<Reading, Outcome>) => {
  const decode = Schema.decodeUnknownResult(declaration.response as Schema.Codec<unknown, unknown>)
  return (opened) =>
    Effect.gen(function* () {
      const decoded = decode(opened.value)
      if (Result.isFailure(decoded)) return yield* Effect.fail(unknown("undecodable"))
      return {
        evidence: declaration.evidence(decoded.success as never),
        codes: declaration.codes,
        from,
        sealed: opened.sealed,
        httpStatus: opened.httpStatus,
        now: yield* Clock.currentTimeMillis
      }
    })
}
