import type { AnyCodec, AnyEnquiry, Paged, Read } from "@hundi/catalog"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import { encodeBody, openReply, readUnsealed, sealBody, sendOnce } from "./exchange.ts"
import { HundiError } from "./hundi-error.ts"
import type { SealerService, SettingsService, TransportService } from "./services.ts"

/** Three more tries, 200 ms, 400 ms and 800 ms apart: a read that changes nothing may be repeated. */
const patience = { times: 3, schedule: Schedule.exponential("200 millis") }

type AnyRead = Read<AnyCodec, AnyCodec> | AnyEnquiry
type ReadServices = SealerService | TransportService | SettingsService

/**
 * A call that moves no money: encode, seal, send, open, decode; repeated when the line fails, unless the declaration forbids it.
 * Fails with `ENCODE_FAILED` or `SEAL_FAILED` before anything is sent, with `CALL_FAILED` when the bank cannot be heard or understood.
 */
export const callRead = (declaration: AnyRead, request: unknown): Effect.Effect<unknown, HundiError, ReadServices> =>
  Effect.gen(function* () {
    const body = yield* encodeBody(declaration, () => request)
    const letter = yield* sealBody(declaration, body)
    const open = declaration.seal === "plain" ? readUnsealed : openReply
    const opened = yield* sendOnce(declaration, letter).pipe(
      Effect.flatMap(open),
      Effect.mapError((outcome) => callFailed(declaration.id, "reason" in outcome ? outcome.reason : outcome.kind)),
      // A call that opens an account moves no money, and must not be made twice all the same.
      Effect.retry("repeat" in declaration && declaration.repeat === "never" ? { times: 0 } : patience)
    )
    const decoded = Schema.decodeUnknownResult(declaration.response as Schema.Codec<unknown, unknown>)(opened.value)
    if (Result.isFailure(decoded)) return yield* Effect.fail(callFailed(declaration.id, "undecodable"))
    keepBody(decoded.success, opened.value)
    return decoded.success
  })

/** Bodies by what was read from them. No property of the reply: whoever prints or stores a reply does not print the body with it (L10). */
const bodies = new WeakMap<object, unknown>()

const keepBody = (reply: unknown, body: unknown): void => {
  if (typeof reply === "object" && reply !== null) bodies.set(reply, body)
}

/**
 * The bank's own words behind a reply of a client, opened and otherwise as they came: with the fields that no declaration knows. Undefined
 * for anything else. It may hold personal data: read single fields of it, and print none.
 * @example
 * const balance = await bank.cib.balance({ ...caller, accountNumber })
 * const { LIEN } = bankBodyOf(balance) as { LIEN?: string }
 */
export const bankBodyOf = (reply: unknown): unknown => (typeof reply === "object" && reply !== null ? bodies.get(reply) : undefined)

/**
 * The lines of a paged read, page after page; the next page is asked for when the lines before it were taken.
 * @throws HundiError CALL_FAILED when a page fails, is refused, or leads back to itself: what came before is then not the whole.
 */
export async function* readPages<Line>(
  { id, pages }: Paged<AnyCodec, AnyCodec, Line>,
  request: unknown,
  run: (effect: Effect.Effect<unknown, HundiError, ReadServices>) => Promise<unknown>
): AsyncGenerator<Line, void, undefined> {
  const seen = new Set<string>()
  for (let asked = pages.start(request); asked !== undefined; ) {
    const reply = await run(callRead(pages.call, asked))
    const refused = pages.refused(reply)
    if (refused !== undefined) throw callFailed(id, `refused: ${refused.slice(0, LONGEST_WORD)}`)
    yield* pages.lines(reply)
    const next: unknown = pages.next(asked, reply)
    const key = JSON.stringify(next, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part)) ?? ""
    if (next !== undefined && seen.has(key)) throw callFailed(id, "the pages lead in a circle")
    seen.add(key)
    asked = next
  }
}

/** A code or a word of the bank; what is longer may hold anything (L10). */
const LONGEST_WORD = 16

const callFailed = (id: string, why: string): HundiError =>
  new HundiError("CALL_FAILED", `${id}: no usable answer (${why})`, { sent: "maybe", reason: { _tag: "CallFailed", detail: why } })
