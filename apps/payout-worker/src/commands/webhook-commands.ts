import { showTime } from "@hundi/operations/http"
import type { Outbox } from "@hundi/operations/outbox"
import type { PeopleCommand } from "../cli/parse-people-command.ts"
import { printTable } from "../file/print-summary.ts"
import { WEBHOOK_ENDPOINT } from "../operations/open-operations.ts"
import { SetupError } from "../setup/setup-error.ts"
import { withOperations } from "./with-operations.ts"

/** Looks after webhooks; a running worker delivers what becomes due here. Returns the exit code. */
export const webhooks = (command: Extract<PeopleCommand, { readonly name: "webhooks" }>): Promise<number> =>
  withOperations(async ({ operations: { outbox } }) => {
    if (outbox === undefined) throw new SetupError("HUNDI_WEBHOOK_URL and HUNDI_WEBHOOK_SECRET_FILE are not set: there are no webhooks")
    print(act(outbox, command))
    return 0
  })

const act = (outbox: Outbox, command: Extract<PeopleCommand, { readonly name: "webhooks" }>): string => {
  if (command.act === "enable") {
    outbox.enable(WEBHOOK_ENDPOINT)
    return "the address is called again; what has waited goes first, as soon as a worker runs"
  }
  if (command.act === "replay") {
    const { from, payoutId } = command
    const count = outbox.replay({ from, ...(payoutId === undefined ? {} : { payoutId }) })
    return `${count} events are sent again, under their old ids, as soon as a worker runs`
  }
  const dead = outbox.deadLetters()
  if (command.json) return JSON.stringify({ data: dead })
  const rows = dead.map(({ endedAt, type, payoutId, tries, fault }) => [showTime(endedAt), type, payoutId, String(tries), fault])
  return rows.length === 0 ? "no webhook was given up" : `${printTable(["Given up", "Event", "Payout", "Tries", "Last fault"], rows)}\n\nMend the receiver, then: hundi-worker webhooks replay --from TIME`
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
