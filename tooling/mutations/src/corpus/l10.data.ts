import type { Mutation } from "../mutation.ts"

/** L10, nothing leaks: secrets and personal data print masked. */
export const l10: readonly Mutation[] = [
  {
    id: "l10-json-unmasked",
    law: "L10",
    what: "account numbers stand in full in every JSON log",
    file: "packages/core/src/sensitive.ts",
    find: `  toJSON(): string {
    return this.toString()`,
    replace: `  toJSON(): string {
    return this.#text`
  },
  {
    id: "l10-inspect-unmasked",
    law: "L10",
    what: "account numbers stand in full in whatever console.log and the debugger show",
    file: "packages/core/src/sensitive.ts",
    find: `  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString()`,
    replace: `  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.#text`
  },
  {
    id: "l10-short-text-unmasked",
    law: "L10",
    what: "of a short account number the masked form shows nearly all",
    file: "packages/core/src/sensitive.ts",
    find: "this.#text.length > this.#tail * 2 ? this.#tail : 0",
    replace: "this.#text.length > this.#tail ? this.#tail : 0"
  },
  {
    id: "l10-name-tail",
    law: "L10",
    what: "the end of the beneficiary's name is shown, as if it were an account number",
    file: "packages/journal/src/sqlite/rows.ts",
    find: `new Sensitive(opened(row, "beneficiary_name", vault), 0)`,
    replace: `new Sensitive(opened(row, "beneficiary_name", vault), 3)`
  },
  {
    id: "l10-encode-error-tells",
    law: "L10",
    what: "an error about a field that does not fit repeats the whole request",
    file: "packages/core/src/exchange.ts",
    find: "refuse(declaration, nameIssue(encoded.failure.issue))",
    replace: `refuse(declaration, { field: "request", rule: JSON.stringify(request()) })`
  },
  {
    id: "l10-whole-reply-as-code",
    law: "L10",
    what: "a whole reply in the place of a code, names and all, is kept in the history",
    file: "packages/core/src/classify.ts",
    find: `(isListed || CODE_LIKE.test(code) ? code : "unreadable")`,
    replace: "code"
  },
  {
    id: "l10-fingerprint-without-key",
    law: "L10",
    what: "fingerprints are plain hashes: whoever has the journal can guess account numbers from them",
    file: "packages/core/src/fingerprint.ts",
    find: `import { hmacHex } from "./sha256.ts"`,
    replace: `import { sha256Hex } from "./sha256.ts"
const hmacHex = (_: Uint8Array, text: string): string => sha256Hex(text)`
  },
  {
    id: "l10-address-in-fault",
    law: "L10",
    what: "a fault of the line names the bank's address in the history",
    file: "packages/core/src/node.ts",
    find: `error.code ?? "the line failed"`,
    replace: `error.message`
  },
  {
    id: "l10-conflict-tells",
    law: "L10",
    what: "a conflict tells the stored payout's account number to whoever reused its key",
    file: "packages/core/src/payouts.ts",
    find: "is taken by a payout with another ${field}`",
    replace: "is taken by a payout with another ${field}: ${answer.payout.beneficiary.accountNumber.reveal()}`"
  },
  {
    id: "l10-refusal-tells",
    law: "L10",
    what: "the refusal of a wrong account number repeats it",
    file: "packages/core/src/payout-input.ts",
    find: `throw invalid("account_number", "6 to 20 digits")`,
    replace: "throw invalid(\"account_number\", `6 to 20 digits, not ${beneficiary.accountNumber}`)"
  },
  {
    id: "l10-journal-readable-by-all",
    law: "L10",
    what: "every user of the machine can read the journal",
    file: "packages/journal/src/sqlite.ts",
    find: `if (path !== ":memory:") chmodSync(path, 0o600)`,
    replace: `if (path !== ":memory:") chmodSync(path, 0o644)`
  },
  {
    id: "l10-journal-in-clear",
    law: "L10",
    what: "with a key given, names and accounts still stand in clear in the file",
    file: "packages/journal/src/sqlite/accept.ts",
    find: `(vault === undefined || text === "" ? text : vault.seal(text, place))`,
    replace: `(vault === undefined || text === "" || place.row !== "" ? text : vault.seal(text, place))`
  },
  {
    id: "l10-drop-hashes-without-key",
    law: "L10",
    what: "the hashes of checked accounts are made without the key: whoever has the file can guess the accounts",
    file: "packages/operations/src/beneficiaries/check-hashes.ts",
    find: "bytesToHex(hmac(sha256, key, utf8ToBytes(`beneficiaries/${kind}|${text}`)))",
    replace: "bytesToHex(sha256(utf8ToBytes(`beneficiaries/${kind}|${text}`)))"
  },
  {
    id: "l10-code-as-label",
    law: "L10",
    what: "whatever stands in the place of a code, a name say, becomes a label of the metrics",
    file: "packages/operations/src/telemetry/safe-labels.ts",
    find: `{ class: record.class, code: record.code } : { class: "unknown" }`,
    replace: `{ class: record.class, code: record.code } : { class: "unknown", code }`
  },
  {
    id: "l10-reason-as-label",
    law: "L10",
    what: "free text becomes a label of the metrics",
    file: "packages/operations/src/telemetry/safe-labels.ts",
    find: `? oneOf(unknownReasons, detail["reason"]) : undefined`,
    replace: `? (detail["reason"] as "time-out") : undefined`
  },
  {
    id: "l10-account-in-a-path",
    law: "L10",
    what: "an account number in the bank's path is shown in every trace",
    file: "packages/operations/src/telemetry/safe-labels.ts",
    find: `.replace(/[^/]*\\d{5}[^/]*/g, "*")`,
    replace: ""
  },
  {
    id: "l10-webhook-tells",
    law: "L10",
    what: "a number in a reason leaves whole with every webhook",
    file: "packages/operations/src/outbox/payout-event.ts",
    find: "(digits) => `XXXX${digits.slice(-4)}`",
    replace: "(digits) => digits"
  },
  {
    id: "l10-name-as-rrn",
    law: "L10",
    what: "what stands in the place of the bank's number, a name say, is kept as the number",
    file: "packages/core/src/classify.ts",
    find: "rrn !== undefined && /^(\\d{9}|\\d{12}|[A-Z]{4}[A-Z0-9]{9,18})$/.test(rrn)",
    replace: `rrn !== undefined && rrn !== ""`
  },
  {
    id: "l10-fault-tells",
    law: "L10",
    what: "an error repeats what a foreign fault said: a row, a body or a key",
    file: "packages/core/src/hundi-error.ts",
    find: "new HundiError(code, `${what}: ${faultName(cause)}`, { cause })",
    replace: "new HundiError(code, `${what}: ${String(cause)}`, { cause })"
  },
  {
    id: "l10-cause-tells",
    law: "L10",
    what: "an error carries the fault that caused it, with all its words, into every log",
    file: "packages/core/src/hundi-error.ts",
    find: "{ cause: withoutWords(options.cause) }",
    replace: "{ cause: options.cause }"
  },
  {
    id: "l10-callback-kept",
    law: "L10",
    what: "whatever a callback says in place of its status is kept, a name say",
    file: "packages/operations/src/inbox/read-callback.ts",
    find: `return word === "" || isKnown(word) ? word : "OTHER"`,
    replace: `return word === "" || isKnown("") ? word : word`
  },
  {
    id: "l10-details-in-the-open",
    law: "L10",
    what: "what a refund is about prints in logs and pages",
    file: "packages/core/src/payout-input.ts",
    find: `new Sensitive(text, 0)`,
    replace: `new Sensitive(text, 7)`
  }
]
