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
    find: `new Sensitive(text(row, "beneficiary_name"), 0)`,
    replace: `new Sensitive(text(row, "beneficiary_name"), 3)`
  },
  {
    id: "l10-encode-error-tells",
    law: "L10",
    what: "an error about a field that does not fit repeats the whole request",
    file: "packages/core/src/exchange.ts",
    find: "`${declaration.id}: a field does not fit the bank's form`",
    replace: "`${declaration.id}: ${JSON.stringify(request())} does not fit the bank's form`"
  },
  {
    id: "l10-whole-reply-as-code",
    law: "L10",
    what: "a whole reply in the place of a code, names and all, is kept in the history",
    file: "packages/core/src/classify.ts",
    find: "code: code.slice(0, LONGEST_CODE)",
    replace: "code"
  },
  {
    id: "l10-fingerprint-without-key",
    law: "L10",
    what: "fingerprints are plain hashes: whoever has the journal can guess account numbers from them",
    file: "packages/core/src/fingerprint.ts",
    find: "bytesToHex(hmac(sha256, key, utf8ToBytes(text)))",
    replace: "bytesToHex(sha256(utf8ToBytes(text)))"
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
  }
]
