import { sealedAnswer } from "../answers.ts"
import { fieldOf } from "../composite/check-imps.ts"
import { istDate } from "../ist.ts"
import type { Caller } from "./caller.ts"
import { answerRead, failure, isRegistered } from "./caller.ts"
import type { CibMemory } from "./cib-memory.ts"
import type { Beneficiary, CibCall, CibHandler } from "./cib-types.ts"
import { parseDay } from "./days.ts"

const addFields = ["CrpId", "CrpUsr", "AGGR_ID", "URN", "BnfName", "BnfNickName", "BnfAccNo", "PayeeType", "IFSC"]

/** "ICIC0000011 for within the bank" (cib.beneAddition, IFSC). */
const INSIDE_IFSC = "ICIC0000011"

/** Registers an account: the nickname is unique, and so are bank, branch and account together. */
export const addBeneficiary: CibHandler = (call, memory) => answerRead(call, addFields, () => {
  const { body } = call.request
  const text = (name: string): string => fieldOf(body, name)
  const caller = { aggrId: text("AGGR_ID"), corpId: text("CrpId"), userId: text("CrpUsr"), urn: text("URN") }
  if (!isRegistered(call, memory, caller)) return failure("9906", false)
  const kind = text("PayeeType") === "W" ? "W" : "O"
  const code = refuseBeneficiary(call, memory, text, kind)
  if (code !== undefined) return failure(code, false)
  const id = keep(call, memory, {
    name: text("BnfName"), nickname: text("BnfNickName"), account: text("BnfAccNo"), ifsc: text("IFSC"), kind
  })
  return sealedAnswer({ Response: "SUCCESS", Message: "beneficiary added", BNF_ID: id })
})

const refuseBeneficiary = (call: CibCall, memory: CibMemory, text: (name: string) => string, kind: "O" | "W"): string | undefined => {
  const known = memory.beneficiaries(call.partner.apiKey)
  if (!/^\d{6,20}$/.test(text("BnfAccNo"))) return "100046"
  const ifsc = text("IFSC")
  const isInside = ifsc === INSIDE_IFSC
  if (!/^[A-Z]{4}0[A-Z0-9]{6}$/.test(ifsc) || isInside !== (kind === "W") || (!isInside && ifsc.startsWith("ICIC"))) return "101436"
  if (known.some((one) => one.account === text("BnfAccNo") && one.ifsc === ifsc)) return "100340"
  return known.some((one) => one.nickname === text("BnfNickName")) ? "100260" : undefined
}

/** Registers a UPI address. One client sends the same names in capitals (cib.beneAddition.vpa, notes): any case will do. */
export const addVpa: CibHandler = (call, memory) => answerRead(call, [], () => {
  const lower = Object.fromEntries(Object.entries(call.request.body).map(([key, value]) => [key.toLowerCase(), value]))
  const text = (name: string): string => fieldOf(lower, name)
  if (text("userid") === "") return failure("101324", false)
  if (text("corpid") === "") return failure("103024", false)
  if (text("urn") === "") return failure("999587", false)
  if (text("vpa") === "") return failure("999586", false)
  const caller = { aggrId: text("aggrid"), corpId: text("corpid"), userId: text("userid"), urn: text("urn") }
  if (!isRegistered(call, memory, caller)) return failure("999584", false)
  const vpa = text("vpa")
  if (!/^[A-Za-z0-9._-]+@[A-Za-z0-9.]+$/.test(vpa)) return failure("999588", false)
  if (memory.beneficiaries(call.partner.apiKey).some((one) => one.account === vpa)) return failure("999590", false)
  keep(call, memory, { name: "", nickname: vpa, account: vpa, ifsc: "", kind: "VPA" })
  return sealedAnswer({ Response: "SUCCESS", Message: "beneficiary added" })
})

const keep = (call: CibCall, memory: CibMemory, fields: Omit<Beneficiary, "partner" | "id" | "atMs">): string => {
  const id = `B${String(memory.beneficiaryCount() + 1).padStart(4, "0")}`
  call.note({ beneficiary: { ...fields, partner: call.partner.apiKey, id, atMs: call.nowMs } })
  return id
}

/** Is this account a registered beneficiary? It has no URN to look the caller up by: corporate and user must be known under any. */
export const validateBeneficiary: CibHandler = (call, memory) => answerRead(call, ["CrpId", "CrpUsr", "BnfAccNo"], () => {
  const { body } = call.request
  const { partner } = call
  const corpId = fieldOf(body, "CrpId")
  const userId = fieldOf(body, "CrpUsr")
  const urns = [partner.urn, ...memory.registrations().filter((one) => one.partner === partner.apiKey).map(({ urn }) => urn)]
  const isKnown = urns.some((urn) => isRegistered(call, memory, { aggrId: partner.aggrId, corpId, userId, urn }))
  if (!isKnown) return failure("9906", false)
  const found = memory.beneficiaries(partner.apiKey).find(({ account }) => account === fieldOf(body, "BnfAccNo"))
  return found === undefined ? failure("999039", false) : sealedAnswer({ Response: "Success", BNF_ID: found.id })
})

/** Beneficiaries on a page of the list. */
const PAGE_SIZE = 50

/**
 * The registered accounts (cib.fetchBeneList). Its reply is not public: the fields have the names that cib.beneAddition gives them, in a
 * list called Record as in a statement. FROM_DATE and TO_DATE are read as DD-MM-YYYY; pages of 50 count from 1.
 */
export const listBeneficiaries: CibHandler = (call, memory) => answerRead(call, ["AGGRNAME", "FEDID", "AGGRID", "URN"], () => {
  const { body } = call.request
  const caller = readFedId(call)
  if (caller === undefined || !isRegistered(call, memory, caller)) return failure("9907", true)
  const fromMs = parseDay(fieldOf(body, "FROM_DATE")) ?? 0
  const lastMs = parseDay(fieldOf(body, "TO_DATE")) ?? Number.POSITIVE_INFINITY
  const page = Math.max(1, Number.parseInt(fieldOf(body, "PAGE_NO"), 10) || 1)
  const found = memory.beneficiaries(call.partner.apiKey)
    .filter(({ kind, atMs }) => kind !== "VPA" && startOfDay(atMs) >= fromMs && startOfDay(atMs) <= lastMs)
    .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  return sealedAnswer({ RESPONSE: "SUCCESS", Record: found.map(recordOf) })
})

/** FEDID is corporate and user in one, joined by a dot. */
const readFedId = ({ request: { body } }: CibCall): Caller | undefined => {
  const [corpId, userId, ...more] = fieldOf(body, "FEDID").split(".")
  if (corpId === undefined || userId === undefined || more.length > 0) return undefined
  return { aggrId: fieldOf(body, "AGGRID"), corpId, userId, urn: fieldOf(body, "URN") }
}

const startOfDay = (ms: number): number => parseDay(istDate(ms)) ?? ms

const recordOf = ({ id, name, nickname, account, ifsc, kind }: Beneficiary) =>
  ({ BNF_ID: id, BnfName: name, BnfNickName: nickname, BnfAccNo: account, PayeeType: kind, IFSC: ifsc })
