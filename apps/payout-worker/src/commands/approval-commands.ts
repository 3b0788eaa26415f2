import { HundiError, idOf } from "@hundi/core"
import type { ControlAction, PendingPayout } from "@hundi/operations/controls"
import type { PeopleCommand } from "../cli/parse-people-command.ts"
import { groupRupees } from "../file/print-summary.ts"
import { pendingJson } from "../http/approval-routes.ts"
import { SetupError } from "../setup/setup-error.ts"
import { needPolicy, withOperations } from "./with-operations.ts"

type Of<N extends PeopleCommand["name"]> = Extract<PeopleCommand, { readonly name: N }>

/** Prints what waits. Returns the exit code. */
export const pending = ({ json }: Of<"pending">): Promise<number> =>
  withOperations(async ({ operations }) => {
    const items = await needPolicy(operations).pending()
    if (json) print(JSON.stringify({ data: items.map(pendingJson) }))
    else print(items.length === 0 ? "nothing waits" : items.map(describe).join("\n\n"))
    return 0
  })

const describe = ({ payoutId, amountPaise, rail, says, makers, fileIds, actions }: PendingPayout): string =>
  [
    `${payoutId}: Rs ${groupRupees(amountPaise)} over ${rail.toUpperCase()}, made by ${makers.join(", ") || "nobody on record"}${fileIds.length === 0 ? "" : `, in ${fileIds.join(", ")}`}`,
    `  ${says}`,
    ...actions.map(({ action, notBy }) => `  ${action}${notBy.length === 0 ? "" : `, not by ${notBy.join(", ")}`}: ${commands[action](payoutId)}`)
  ].join("\n")

const approveWith = (id: string, action: string): string => `hundi-worker approve ${id}${action} --by NAME --reason TEXT`

/** What lets a held payout go, or ends it. */
const commands: Readonly<Record<ControlAction, (payoutId: string) => string>> = {
  approve: (id) => approveWith(id, ""),
  "not-a-duplicate": (id) => approveWith(id, " --action not-a-duplicate"),
  "above-limit": (id) => approveWith(id, " --action above-limit"),
  release: (id) => approveWith(id, " --action release"),
  reject: (id) => `hundi-worker reject ${id} --by NAME --reason TEXT`,
  "record-maker": (id) => `hundi-worker maker ${id} --by NAME`,
  "add-beneficiary": (id) => `hundi-worker beneficiary add --payout ${id} --by NAME`,
  "approve-beneficiary": (id) => `hundi-worker beneficiary approve --payout ${id} --by NAME`,
  "decide-review": () => "hundi-worker review list"
}

/** Records who ordered a payout. Returns the exit code. */
export const maker = ({ payoutId, by }: Of<"maker">): Promise<number> =>
  withOperations(async ({ operations, journal }) => {
    const controls = needPolicy(operations)
    if ((await journal.get(idOf(payoutId))) === undefined) throw new SetupError("there is no payout of that id")
    const { makers } = await allowed(() => controls.made({ payoutId, by }))
    print(`on record as having made ${payoutId}: ${makers.join(", ")}; none of them can approve it`)
    return 0
  })

/** One person's approval, or the release of what a callback held. Returns the exit code. */
export const approve = ({ payoutId, by, reason, action }: Of<"approve">): Promise<number> =>
  withOperations(async ({ operations }) => {
    if (action === "release") {
      print((await allowed(() => operations.callbackHolds.release({ id: idOf(payoutId), by, reason }))).says)
    } else print((await allowed(() => needPolicy(operations).approve({ payoutId, by, reason, action }))).says)
    return 0
  })

/** Ends a payout of which nothing was sent. Returns the exit code. */
export const reject = ({ payoutId, by, reason }: Of<"reject">): Promise<number> =>
  withOperations(async ({ operations }) => {
    print((await allowed(() => needPolicy(operations).reject({ payoutId, by, reason }))).says)
    return 0
  })

/** A word that a rule does not allow is told as it is, without a stack. */
export const allowed = async <A>(work: () => A | Promise<A>): Promise<A> => {
  try {
    return await work()
  } catch (error) {
    throw error instanceof HundiError ? new SetupError(error.message) : error
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
