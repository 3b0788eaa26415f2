import { DurableObject } from "cloudflare:workers"
import type { HundiError } from "@hundi/core"
import type { Callback } from "@hundi/operations/inbox"
import { openHintBook } from "./home/hint-book.ts"
import { answerFromHome } from "./home/home-shard.ts"
import { answerError, answerJson, answerProblem } from "./http/answer.ts"
import { answerShard } from "./http/shard-routes.ts"
import { objectSql } from "./journal/object-sql.ts"
import { openObjectFacts } from "./journal/object-facts.ts"
import { makeSealer } from "./pay/make-sealer.ts"
import { type Desk, type DeskParts, openDesk } from "./pay/open-desk.ts"
import { type EdgeEnv, type ObjectSettings, readSettings, SettingsError } from "./settings.ts"
import { SHARD_HEADER } from "./shard-of.ts"

const FAULT_REST_MS = 30_000

/**
 * One shard of the payouts. By default it keeps a hint for a day and no payment; with a journal of its own (settings.ts, OBJECT_JOURNAL)
 * it pays, and its alarm is what wakes it.
 */
export class PayoutShard extends DurableObject<EdgeEnv> {
  readonly #facts = openObjectFacts(objectSql(this.ctx.storage))
  #desk: Promise<Desk> | undefined

  /** Never rejects: what goes wrong is an answer. */
  override async fetch(request: Request): Promise<Response> {
    try {
      const settings = readSettings(this.env)
      this.#facts.keepShard(Number(request.headers.get(SHARD_HEADER)))
      const { pathname } = new URL(request.url)
      if (pathname === "/internal/keys") return answerJson(await this.#bindKey(request))
      const broken = this.#facts.keepMode(settings.mode)
      if (broken !== undefined) return answerProblem({ status: 503, code: "CONFIGURATION", title: "The journal is not where this worker looks", rule: broken })
      if (settings.mode === "home") return await answerFromHome(request, settings, openHintBook(this.ctx.storage), Date.now())
      const desk = await this.#openDesk(settings)
      if (pathname === "/internal/callback") return answerJson(await this.#receive(desk, (await request.json()) as Callback))
      return await answerShard(request, { desk, facts: this.#facts })
    } catch (error) {
      return answerError(error)
    }
  }

  /**
   * Does what is due. It may come twice, early or late: a claim finds what is due and nobody holds. It never rejects, since a runtime
   * gives up an alarm that fails too often; and when something went wrong it is set again.
   */
  override async alarm(): Promise<void> {
    const mode = this.#facts.mode()
    if (mode === "home") return openHintBook(this.ctx.storage).forget(Date.now())
    try {
      const settings = readSettings(this.env)
      if (settings.mode !== "object") throw new SettingsError("HUNDI_EDGE_JOURNAL was changed while this object holds a journal")
      const desk = await this.#openDesk(settings)
      desk.clock.fired()
      await desk.work()
    } catch (error) {
      console.error(JSON.stringify({ level: "error", what: "alarm", rule: error instanceof SettingsError ? error.message : error instanceof Error ? error.name : "failed" }))
      await this.ctx.storage.setAlarm(Date.now() + FAULT_REST_MS)
    }
  }

  /** For tests: what a desk is made of. */
  protected partsOf(parts: DeskParts): DeskParts {
    return parts
  }

  #openDesk(settings: ObjectSettings): Promise<Desk> {
    const shard = this.#facts.shard()
    if (shard === undefined) throw new SettingsError("an object without a number")
    const known = { shard, storage: this.ctx.storage, settings, certificate: this.env.BANK_CERTIFICATE, onFault: logFault }
    const made = (this.#desk ??= makeSealer(settings).then((sealer) => openDesk(this.partsOf({ ...known, sealer }))))
    // What failed once, for want of a key or a disk, is tried again.
    made.catch(() => void (this.#desk = undefined))
    return made
  }

  async #bindKey(request: Request): Promise<{ readonly payoutId: string }> {
    const { rail, key, payoutId } = (await request.json()) as { readonly rail: string; readonly key: string; readonly payoutId: string }
    const bound = this.#facts.bindKey(rail, key, payoutId)
    await this.ctx.storage.sync()
    return { payoutId: bound }
  }

  async #receive(desk: Desk, callback: Callback): Promise<{ readonly acknowledge: boolean }> {
    const { acknowledge } = await desk.inbox.receive({ ...callback, receivedAt: desk.now() })
    await this.ctx.storage.sync()
    desk.clock.arm()
    desk.wake()
    return { acknowledge }
  }
}

/** A fault's code and words name no payee and no secret (MONEY.md, L10). */
const logFault = ({ code, message }: HundiError): void => console.error(JSON.stringify({ level: "error", what: "payouts", code, message }))
