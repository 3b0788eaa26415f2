import { createDueQueue } from "../due-queue.ts"
import type { Beneficiary, BulkFile, CibNote, HeldPayment, Otp, Registration } from "./cib-types.ts"

/** What corporate banking knows; all of it comes from notes, in their order. */
export interface CibMemory {
  readonly remember: (note: CibNote) => void
  readonly registration: (partner: string, user: Pick<Registration, "corpId" | "userId" | "urn">) => Registration | undefined
  readonly registrations: () => readonly Registration[]
  readonly otp: (partner: string, uniqueId: string) => Otp | undefined
  readonly otps: () => readonly Otp[]
  /** How many passwords were ever sent: what the next one is made from. */
  readonly otpCount: () => number
  readonly held: (partner: string, uniqueId: string) => HeldPayment | undefined
  readonly allHeld: () => readonly HeldPayment[]
  readonly beneficiaries: (partner: string) => readonly Beneficiary[]
  /** How many beneficiaries there are: what the next number is made from. */
  readonly beneficiaryCount: () => number
  readonly file: (sequenceNumber: string) => FileState | undefined
  readonly files: () => readonly FileState[]
  /** The next held payment or file whose time has come; each comes out once. */
  readonly takeDue: (nowMs: number) => { readonly held: HeldPayment } | { readonly file: BulkFile } | undefined
}

/** A file, and what has become of it as a whole. */
export interface FileState extends BulkFile {
  readonly stopped?: "REC" | "REJ"
  readonly hasRun?: true
}

/** An empty memory. */
export const createCibMemory = (): CibMemory => {
  const registrations = new Map<string, Registration>()
  const otps = new Map<string, Otp>()
  const held = new Map<string, HeldPayment>()
  const beneficiaries = new Map<string, Beneficiary[]>()
  const files = new Map<string, FileState>()
  const due = createDueQueue<{ readonly heldKey: string } | { readonly file: string }>()
  let otpCount = 0
  let beneficiaryCount = 0

  const changeFile = (sequenceNumber: string, change: Partial<FileState>): void => {
    const file = files.get(sequenceNumber)
    if (file !== undefined) files.set(sequenceNumber, { ...file, ...change })
  }
  const remember = (note: CibNote): void => {
    if ("registration" in note) {
      const { partner, corpId, userId, urn } = note.registration
      registrations.set(keyOf(partner, corpId, userId, urn), note.registration)
    } else if ("otp" in note) {
      otpCount += 1
      otps.set(keyOf(note.otp.partner, note.otp.uniqueId), note.otp)
    } else if ("held" in note) {
      const { payment, waitsFor, dueMs } = note.held
      const heldKey = keyOf(payment.partner, payment.reference)
      held.set(heldKey, note.held)
      if (waitsFor === "date" && dueMs !== undefined) due.add(dueMs, { heldKey })
    } else if ("released" in note) held.delete(keyOf(note.released.partner, note.released.uniqueId))
    else if ("beneficiary" in note) {
      const { partner } = note.beneficiary
      beneficiaryCount += 1
      beneficiaries.set(partner, [...(beneficiaries.get(partner) ?? []), note.beneficiary])
    } else if ("file" in note) {
      files.set(note.file.sequenceNumber, note.file)
      due.add(note.file.batchMs, { file: note.file.sequenceNumber })
    } else if ("stopped" in note) changeFile(note.stopped.sequenceNumber, { stopped: note.stopped.state })
    else changeFile(note.ran, { hasRun: true })
  }
  const takeDue: CibMemory["takeDue"] = (nowMs) => {
    for (let item = due.takeDue(nowMs); item !== undefined; item = due.takeDue(nowMs)) {
      const payment = "heldKey" in item ? held.get(item.heldKey) : undefined
      if (payment?.waitsFor === "date") return { held: payment }
      const file = "file" in item ? files.get(item.file) : undefined
      if (file !== undefined && file.stopped === undefined && file.hasRun === undefined) return { file }
    }
    return undefined
  }

  return {
    remember,
    takeDue,
    registration: (partner, { corpId, userId, urn }) => registrations.get(keyOf(partner, corpId, userId, urn)),
    registrations: () => [...registrations.values()],
    otp: (partner, uniqueId) => otps.get(keyOf(partner, uniqueId)),
    otps: () => [...otps.values()],
    otpCount: () => otpCount,
    held: (partner, uniqueId) => held.get(keyOf(partner, uniqueId)),
    allHeld: () => [...held.values()],
    beneficiaries: (partner) => beneficiaries.get(partner) ?? [],
    beneficiaryCount: () => beneficiaryCount,
    file: (sequenceNumber) => files.get(sequenceNumber),
    files: () => [...files.values()]
  }
}

/** No field of a key holds a line feed. */
const keyOf = (...parts: readonly string[]): string => parts.join("\n")
