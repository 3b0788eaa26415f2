import type { HundiError, PayoutInput } from "@hundi/core"
import type { RegisteredBeneficiary } from "@hundi/operations/controls"
import { invalidField, parseObject, ProblemError, readBeneficiary, readTexts, rfc3339 } from "@hundi/operations/http"
import type { Hono } from "hono"
import { checkBeneficiary } from "../operations/check-beneficiary.ts"
import type { Foresee } from "../worker/foresee.ts"
import { hashOfBeneficiary } from "../worker/hash-of-beneficiary.ts"
import { requireActor } from "./actor.ts"
import { needControls } from "./approval-routes.ts"
import type { AppParts } from "./create-app.ts"
import { limitBody, MAX_BODY_BYTES, requireType } from "./limits.ts"

/** The register of beneficiaries, and checks of their accounts. No answer holds an account number or a name. */
export const addBeneficiaryRoutes = (app: Hono, { worker }: Pick<AppParts, "worker">): void => {
  const { controls } = worker.operations
  app.post("/v1/beneficiaries/verify", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const askedBy = requireActor(c)
    const { at, expiresAt, freeAt, ...result } = await checkBeneficiary(worker, { ...readCheck(await c.req.text()), askedBy })
    const until = expiresAt === undefined ? {} : { expiresAt: rfc3339(expiresAt) }
    return c.json({ ...result, at: rfc3339(at), ...until, ...(freeAt === undefined ? {} : { freeAt: rfc3339(freeAt) }) })
  })
  app.post("/v1/beneficiaries", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const [register, by] = [needControls(controls).beneficiaries, requireActor(c)]
    const { label, ...fields } = readTexts(await c.req.text(), ["name", "accountNumber", "ifsc", "vpa", "label"])
    const beneficiaryHash = await hashOf(worker.foresee, readBeneficiary(fields, (field) => field))
    return c.json(beneficiaryJson(await register.add({ beneficiaryHash, by, ...(label === undefined ? {} : { label }) })), 201)
  })
  app.get("/v1/beneficiaries/:hash", (c) => {
    const found = needControls(controls).beneficiaries.get(c.req.param("hash"))
    if (found === undefined) throw new ProblemError({ status: 404, code: "NOT_FOUND", title: "Nobody has added this beneficiary" })
    return c.json(beneficiaryJson(found))
  })
  app.post("/v1/beneficiaries/:hash/approve", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const [register, by] = [needControls(controls).beneficiaries, requireActor(c)]
    const { reason, version } = readApproval(await c.req.text())
    const known = { ...(reason === undefined ? {} : { reason }), ...(version === undefined ? {} : { version }) }
    const approved = await register.approve({ beneficiaryHash: c.req.param("hash"), by, ...known })
    worker.wake()
    return c.json(beneficiaryJson(approved), approved.state === "approved" ? 200 : 202)
  })
  app.post("/v1/beneficiaries/:hash/remove", limitBody(MAX_BODY_BYTES), async (c) => {
    requireType(c, "application/json")
    const [register, by] = [needControls(controls).beneficiaries, requireActor(c)]
    const { reason = "" } = readTexts(await c.req.text(), ["reason"])
    return c.json(beneficiaryJson(await register.remove({ beneficiaryHash: c.req.param("hash"), by, reason })))
  })
}

/** A beneficiary as answers show it: by its hash alone. */
export const beneficiaryJson = ({ beneficiaryHash, state, version, by, at, label, approvedBy, approvedAt }: RegisteredBeneficiary) => ({
  ...{ hash: beneficiaryHash, state, version, label, by, at: rfc3339(at), approvedBy },
  approvedAt: approvedAt === null ? null : rfc3339(approvedAt),
  links: { self: `/v1/beneficiaries/${beneficiaryHash}`, approve: `/v1/beneficiaries/${beneficiaryHash}/approve` }
})

/** A fault of the account is the request's. */
const hashOf = async (foresee: Foresee, beneficiary: PayoutInput["beneficiary"]): Promise<string> => {
  try {
    return await hashOfBeneficiary(foresee, beneficiary)
  } catch (error) {
    const { field, rule } = (error as HundiError).reason ?? {}
    throw field === undefined || rule === undefined ? error : invalidField(field, rule)
  }
}

const readApproval = (text: string): { readonly reason?: string; readonly version?: number } => {
  const { reason, version, ...others } = parseObject(text)
  const [odd] = Object.keys(others)
  if (odd !== undefined) throw invalidField(odd, "unknown field; the fields are reason, version")
  if (reason !== undefined && typeof reason !== "string") throw invalidField("reason", "must be a text")
  if (version !== undefined && !(typeof version === "number" && Number.isSafeInteger(version))) throw invalidField("version", "a whole number, as it was shown")
  return { ...(reason === undefined ? {} : { reason }), ...(version === undefined ? {} : { version }) }
}

const readCheck = (text: string) => {
  const { consent, ...fields } = parseObject(text)
  const beneficiary = readBeneficiary(fields, (field) => field)
  if ("vpa" in beneficiary) throw invalidField("vpa", "only accounts are checked: give accountNumber and ifsc")
  const { given, how } = typeof consent === "object" && consent !== null ? (consent as { readonly given?: unknown; readonly how?: unknown }) : {}
  if (given !== true) throw invalidField("consent.given", "true: the account's holder agrees, or you have a lawful ground of your own")
  if (typeof how !== "string" || how.trim() === "") throw invalidField("consent.how", "1 to 200 characters: how it was given, e.g. box ticked on form 12")
  return { beneficiary, consent: { given, how } as const }
}
