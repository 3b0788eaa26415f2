import { type AnyCallback, deadlineOf } from "@hundi/catalog"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { openReply } from "./exchange.ts"
import { asHundiError, HundiError } from "./hundi-error.ts"
import { SealerService } from "./services.ts"

/** What an HTTP server answers the bank. */
export interface CallbackReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sealing the answer and its way back need a part of the bank's time. */
const MARGIN_MS = 500

/**
 * One call of the bank to us: opens the body, reads the event, has `decide` answer it within the bank's time, and seals the answer. What
 * cannot be opened, is not sealed, or is no such event is answered 400 and nothing else: whoever tries learns nothing from it. Without an
 * answer in time, or when `decide` fails, 503: then the bank does what it does without one (`withoutAnswer`).
 *
 * Fails with CONFIGURATION when it is not public how the message travels, with ENCODE_FAILED for an answer that does not fit its form.
 */
export const answerCallback = (
  callback: AnyCallback,
  body: string,
  decide: (event: never) => unknown
): Effect.Effect<CallbackReply, HundiError, SealerService> =>
  Effect.gen(function* () {
    if (callback.seals.length === 0) {
      return yield* Effect.fail(new HundiError("CONFIGURATION", `${callback.id}: how it travels is not public; declare it with defineCallback`))
    }
    const startedMs = yield* Clock.currentTimeMillis
    const event = yield* readEvent(callback, body)
    if (Option.isNone(event)) return empty(400)
    const deadlineMs = deadlineOf(callback, event.value)
    const decided = Effect.tryPromise({ try: async () => decide(event.value as never), catch: (cause) => asHundiError(cause, "CALL_FAILED", callback.id) })
    const leftMs = deadlineMs === undefined ? Infinity : startedMs + deadlineMs - MARGIN_MS - (yield* Clock.currentTimeMillis)
    const inTime = Number.isFinite(leftMs) ? Effect.timeoutOption(decided, Math.max(0, leftMs)) : Effect.map(decided, Option.some)
    const value = Option.flatten(yield* Effect.option(inTime))
    if (Option.isNone(value)) return empty(503)
    return callback.answer === "none" ? empty(200) : yield* writeAnswer(callback, value.value)
  })

const readEvent = ({ seals, event }: AnyCallback, body: string): Effect.Effect<Option.Option<unknown>, never, SealerService> =>
  openReply({ kind: "reply", status: 200, body }).pipe(
    Effect.map(({ sealed, value }) => {
      // What is not sealed anyone can have written who knows our address.
      if (!sealed && !seals.includes("plain")) return Option.none()
      return Result.getSuccess(Schema.decodeUnknownResult(event as Schema.Codec<unknown, unknown>)(value))
    }),
    Effect.catch(() => Effect.succeed(Option.none()))
  )

const writeAnswer = ({ id, seals, answer }: AnyCallback, value: unknown): Effect.Effect<CallbackReply, HundiError, SealerService> =>
  Effect.gen(function* () {
    const sealer = yield* SealerService
    const encoded = Schema.encodeUnknownResult(answer as Schema.Codec<unknown, unknown>)(value)
    if (Result.isFailure(encoded)) {
      return yield* Effect.fail(new HundiError("ENCODE_FAILED", `${id}: the answer does not fit the bank's form`, { reason: { _tag: "EncodeFailed", field: "answer" } }))
    }
    if (!seals.includes("hybrid")) return { ...empty(200), body: JSON.stringify(encoded.success) }
    const body = yield* Effect.tryPromise({
      try: () => sealer.seal(encoded.success),
      catch: (cause) => asHundiError(cause, "SEAL_FAILED", "sealing the answer")
    })
    return { ...empty(200), body }
  })

const empty = (status: number): CallbackReply => ({ status, headers: { "content-type": "application/json" }, body: "" })
