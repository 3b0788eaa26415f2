import type { Controls, PendingPayout } from "@hundi/operations/controls"
import { findPayout, invalidField, parseObject, ProblemError, readTexts, rfc3339, shortAnswer } from "@hundi/operations/http"
import type { Hono } from "hono"
import { requireActor } from "./actor.ts"
import { fileJson } from "./batch-route.ts"
import type { AppParts } from "./create-app.ts"
import { limitBody, MAX_BODY_BYTES, requireType } from "./limits.ts"

/** What waits for people, and what they say: about payouts and about files. */
export const addApprovalRoutes = (app: Hono, { worker }: Pick<AppParts, "worker">): void => {
  const { payouts, operations } = worker
  const after = async (payoutId: string) => {
    worker.changes.tell(payoutId)
    worker.wake()
    return shortAnswer(await findPayout(payouts, payoutId))
  }
  app.get("/v1/approvals", async (c) => c.json({ data: ((await operations.controls?.pending()) ?? []).map(pendingJson) }))
  app.post("/v1/payouts/:id/approve", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const [payoutId, by] = [c.req.param("id"), requireActor(c)]
    const { reason = "", action = "approve", fingerprint } = readTexts(await c.req.text(), ["reason", "action", "fingerprint"])
    if (!isAction(action)) throw invalidField("action", `one of ${actions.join(", ")}`)
    if (action === "release") {
      if (reason.trim() === "" || reason.length > 300) throw invalidField("reason", "1 to 300 characters: what the statement shows")
      const { released, says } = await operations.callbackHolds.release({ id: (await findPayout(payouts, payoutId)).payout.id, by, reason })
      return c.json({ approved: released, says, ...(await after(payoutId)) }, released ? 200 : 202)
    }
    const order = { payoutId, by, reason, action, ...(fingerprint === undefined ? {} : { fingerprint }) }
    const { isApproved, says } = await needControls(operations.controls).approve(order)
    return c.json({ approved: isApproved, says, ...(await after(payoutId)) }, isApproved ? 200 : 202)
  })
  app.post("/v1/payouts/:id/reject", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const [payoutId, by] = [c.req.param("id"), requireActor(c)]
    const { reason = "" } = readTexts(await c.req.text(), ["reason"])
    const { ended, says } = await needControls(operations.controls).reject({ payoutId, by, reason })
    return c.json({ ended, says, ...(await after(payoutId)) }, ended === "now" ? 200 : 202)
  })
  addFileRoutes(app, { worker })
}

const actions = ["approve", "not-a-duplicate", "above-limit", "release"] as const
const isAction = (action: string): action is (typeof actions)[number] => (actions as readonly string[]).includes(action)

const addFileRoutes = (app: Hono, { worker }: Pick<AppParts, "worker">): void => {
  const { controls } = worker.operations
  app.get("/v1/batches/:fileId", (c) => {
    const file = controls?.file(c.req.param("fileId"))
    if (file === undefined) throw new ProblemError({ status: 404, code: "NOT_FOUND", title: "No file of that id was registered" })
    return c.json(fileJson(file))
  })
  app.post("/v1/batches/:fileId/approve", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const by = requireActor(c)
    const approval = { fileId: c.req.param("fileId"), by, ...readFileApproval(await c.req.text()) }
    const { file, due, busy } = await needControls(controls).approveFile(approval)
    worker.wake()
    return c.json({ ...fileJson(file), due, busy })
  })
}

const readFileApproval = (text: string) => {
  const { count, totalPaise, digest, reason, ...others } = parseObject(text)
  const [odd] = Object.keys(others)
  if (odd !== undefined) throw invalidField(odd, "unknown field; the fields are count, totalPaise, digest, reason")
  if (typeof count !== "number" || !Number.isSafeInteger(count)) throw invalidField("count", "how many payouts the file has, a whole number")
  if (typeof totalPaise !== "string" || !/^\d{1,21}$/.test(totalPaise)) throw invalidField("totalPaise", 'a decimal string of paise, such as "10050"')
  if (typeof digest !== "string") throw invalidField("digest", "the file's digest, as its registration gave it")
  if (typeof reason !== "string") throw invalidField("reason", "1 to 300 characters")
  return { count, totalPaise: BigInt(totalPaise), digest, reason }
}

/** @throws ProblemError 409 without a policy */
export const needControls = (controls: Controls | undefined): Controls => {
  if (controls === undefined) {
    const rule = "set HUNDI_POLICY_FILE to a file of rules and start the worker again; hundi-worker policy check FILE looks at one"
    throw new ProblemError({ status: 409, code: "NO_POLICY", title: "This worker has no policy, so nothing waits for an approval", rule })
  }
  return controls
}

/** What waits, for the API and for `hundi-worker pending`. Money is a decimal string of paise. */
export const pendingJson = (item: PendingPayout) => ({
  ...{ id: item.payoutId, status: item.status, rail: item.rail, amountPaise: item.amountPaise.toString() },
  ...{ kind: item.kind, reason: item.says, makers: item.makers, beneficiaryAddedBy: item.addedBy, approvedBy: item.approvedBy },
  ...{ files: item.fileIds, fingerprint: item.fingerprint, beneficiaryHash: item.beneficiaryHash, actions: item.actions },
  dueAt: item.dueAt === null ? null : rfc3339(item.dueAt),
  createdAt: rfc3339(item.createdAt),
  links: { self: `/v1/payouts/${encodeURIComponent(item.payoutId)}` }
})
