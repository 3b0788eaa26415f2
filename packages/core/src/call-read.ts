import type { AnyEnquiry, AnyCodec, Read } from "@hundi/catalog"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import { encodeBody, openReply, sealBody, sendOnce } from "./exchange.ts"
import { HundiError } from "./hundi-error.ts"
import type { SealerService, SettingsService, TransportService } from "./services.ts"

/** Three more tries, 200 ms, 400 ms and 800 ms apart: a read changes nothing, so it may be repeated. */
const patience = { times: 3, schedule: Schedule.exponential("200 millis") }

/**
 * A call that changes nothing at the bank: encode, seal, send, open, decode; repeated when the line fails.
 * Fails with `CALL_FAILED` when the bank cannot be heard or understood.
 */
export const callRead = (
  declaration: Read<AnyCodec, AnyCodec> | AnyEnquiry,
  request: unknown
): Effect.Effect<unknown, HundiError, SealerService | TransportService | SettingsService> =>
  Effect.gen(function* () {
    const body = yield* encodeBody(declaration, () => request)
    const sealed = yield* sealBody(declaration, body)
    const opened = yield* sendOnce(declaration, sealed).pipe(
      Effect.flatMap(openReply),
      Effect.mapError((outcome) => callFailed(declaration.id, "reason" in outcome ? outcome.reason : outcome.kind)),
      // A call that opens an account moves no money, and must not be made twice all the same.
      Effect.retry("repeat" in declaration && declaration.repeat === "never" ? { times: 0 } : patience)
    )
    const decoded = Schema.decodeUnknownResult(declaration.response as Schema.Codec<unknown, unknown>)(opened.value)
    if (Result.isFailure(decoded)) return yield* Effect.fail(callFailed(declaration.id, "undecodable"))
    return decoded.success
  })

const callFailed = (id: string, why: string): HundiError =>
  new HundiError("CALL_FAILED", `${id}: no usable answer (${why})`, { sent: "maybe", reason: { _tag: "CallFailed", detail: why } })
