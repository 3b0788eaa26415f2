import type { AnyDeclaration, Evidence } from "@hundi/catalog"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Reading, unknown } from "./classify.ts"
import type { Outcome } from "./domain.ts"
import { asHundiError, HundiError } from "./hundi-error.ts"
import type { WireResult } from "./ports.ts"
import { SealerService, SettingsService, TransportService } from "./services.ts"

/** Extra time over the transport's own limit, after which core stops waiting for a transport that never answers. */
const GUARD_MS = 5000

/** Domain names to the bank's, checked by the declaration's schema. Nothing has been sent when it fails. */
export const encodeBody = (declaration: AnyDeclaration, request: () => unknown): Effect.Effect<unknown, HundiError> =>
  Effect.try({
    try: () => Schema.encodeUnknownSync(declaration.request as Schema.Codec<unknown, unknown>)(request()),
    // The schema's own message repeats values; only the rule may be told (L10).
    catch: () =>
      new HundiError("ENCODE_FAILED", `${declaration.id}: a field does not fit the bank's form`, {
        reason: { _tag: "EncodeFailed", field: declaration.id }
      })
  })

/** Closes the body as the declaration says. */
export const sealBody = (declaration: AnyDeclaration, body: unknown): Effect.Effect<string, HundiError, SealerService> =>
  Effect.gen(function* () {
    if (declaration.seal === "plain") return JSON.stringify(body)
    if (declaration.seal !== "hybrid") {
      return yield* Effect.fail(new HundiError("SEAL_FAILED", `${declaration.id}: this client has no sealer for «${declaration.seal}»`))
    }
    const sealer = yield* SealerService
    return yield* Effect.tryPromise({
      try: () => sealer.seal(body),
      catch: (cause) => asHundiError(cause, "SEAL_FAILED", "sealing the request")
    })
  })

/** Puts the sealed body on the wire once. Never fails: every fate is a value (L3). */
export const sendOnce = (
  declaration: AnyDeclaration,
  sealed: string
): Effect.Effect<WireResult, never, TransportService | SettingsService> =>
  Effect.gen(function* () {
    const transport = yield* TransportService
    const settings = yield* SettingsService
    const request = {
      method: declaration.method,
      path: declaration.path,
      headers: { "content-type": "application/json", accept: "application/json", ...declaration.headers, apikey: settings.apiKey },
      body: sealed,
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
    if (result.kind === "failure") {
      if (result.sent === "no") return yield* Effect.fail<Outcome>({ kind: "NotSent", why: result.why, mayRepeat: true })
      return yield* Effect.fail(unknown(result.why === "time-out" ? "time-out" : "connection-lost"))
    }
    const sealer = yield* SealerService
    const opened = yield* Effect.tryPromise({
      try: () => sealer.open(result.body),
      catch: () => unknown(isServerFault(result.status) ? "no-bank-body" : "undecryptable")
    })
    return { httpStatus: result.status, ...opened }
  })

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
