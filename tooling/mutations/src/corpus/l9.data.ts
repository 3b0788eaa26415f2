import type { Mutation } from "../mutation.ts"

const binding = "packages/core/src/binding.ts"
const migrations = "packages/journal/src/sqlite/migrations.ts"

/** L9, evidence: it must be about this payment, and history keeps what was seen. */
export const l9: readonly Mutation[] = [
  {
    id: "l9-reference-unchecked",
    law: "L9",
    what: "the outcome of another payment, by its reference, settles this one",
    file: binding,
    find: "if (returned(evidence.reference) && evidence.reference !== attempt.reference)",
    replace: "if (returned(evidence.reference) && attempt.reference === \"\")"
  },
  {
    id: "l9-amount-unchecked",
    law: "L9",
    what: "a payment of another amount settles this one",
    file: binding,
    find: "evidence.amountPaise !== payout.amountPaise",
    replace: "evidence.amountPaise < 0n"
  },
  {
    id: "l9-account-unchecked",
    law: "L9",
    what: "a credit to somebody else's account settles this payment",
    file: binding,
    find: "if (returned(evidence.accountNumber) && !isBeneficiary(evidence.accountNumber, payout))",
    replace: "if (returned(evidence.accountNumber) && evidence.accountNumber === payout.id)"
  },
  {
    id: "l9-masked-account-unchecked",
    law: "L9",
    what: "a masked account of which the visible end differs settles this payment",
    file: binding,
    find: `if (masked) return tail === "" || ours.endsWith(tail)`,
    replace: "if (masked) return tail.length < 20"
  },
  {
    id: "l9-address-unchecked",
    law: "L9",
    what: "a credit to another UPI address settles this payment",
    file: binding,
    find: "shown.trim().toLowerCase() === vpa.reveal().toLowerCase()",
    replace: "shown.includes(\"@\") && vpa.reveal() !== \"\""
  },
  {
    id: "l9-ifsc-unchecked",
    law: "L9",
    what: "a credit at another bank's branch settles this payment",
    file: binding,
    find: "evidence.ifsc.toUpperCase() !== payout.beneficiary.ifsc",
    replace: "evidence.ifsc.length !== 11"
  },
  {
    id: "l9-credit-of-another-utr",
    law: "L9",
    what: "the credit of another NEFT, by its UTR, settles this one",
    file: binding,
    find: "evidence.credited === true && attempt.rrn !== null && evidence.rrn !== attempt.rrn",
    replace: "evidence.credited === true && attempt.rrn === \"\""
  },
  {
    id: "l9-upi-outer-code",
    law: "L9",
    what: "«0» to the question counts as «0» to the UPI payment",
    file: "packages/catalog/src/composite/upi-status.ts",
    find: "code: original?.code,",
    replace: "code: original?.code ?? reply.enquiryCode,"
  },
  {
    id: "l9-imps-enquiry-code",
    law: "L9",
    what: "the enquiry's own code counts as the outcome of the IMPS payment",
    file: "packages/catalog/src/composite/imps-status.ts",
    find: "code: reply.code,",
    replace: "code: reply.code ?? reply.enquiryCode,"
  },
  {
    id: "l9-unreadable-amount",
    law: "L9",
    what: "an amount that cannot be read passes for one that was not given, and is not compared",
    file: "packages/catalog/src/composite/imps-status.ts",
    find: "(parseRupees(reply.amount) ?? -1n)",
    replace: "parseRupees(reply.amount)"
  },
  {
    id: "l9-recon360-amount-unread",
    law: "L9",
    what: "the amount in Recon360 is not compared, so that a partial return counts as a full one",
    file: "packages/catalog/src/composite/recon360.ts",
    find: "amountPaise: amount === undefined ? undefined : (parseRupees(amount) ?? -1n),",
    replace: ""
  },
  {
    id: "l9-recon360-account-unread",
    law: "L9",
    what: "the account in Recon360 is not compared",
    file: "packages/catalog/src/composite/recon360.ts",
    find: `accountNumber: named("BeneficiaryAccountNumber")`,
    replace: "accountNumber: undefined"
  },
  {
    id: "l9-transfer-reference-unread",
    law: "L9",
    what: "the UNIQUEID in a reply of NEFT or RTGS is not compared: the answer may be about another payment",
    file: "packages/catalog/src/composite/transfer-reply.ts",
    find: "reference: reply.reference || undefined",
    replace: "reference: undefined"
  },
  {
    id: "l9-upi-reference-unread",
    law: "L9",
    what: "the sequence number in a reply of UPI is not compared",
    file: "packages/catalog/src/composite/upi-pay.ts",
    find: "reference: reply.reference || undefined",
    replace: "reference: undefined"
  },
  {
    id: "l9-chain-without-previous",
    law: "L9",
    what: "each event is hashed for itself: an earlier one can be forged unseen",
    file: "packages/core/src/journal-rules.ts",
    find: "JSON.stringify([previous, payoutId,",
    replace: "JSON.stringify([payoutId,"
  },
  {
    id: "l9-chain-without-detail",
    law: "L9",
    what: "what an event says is not hashed: an amount in the history can be changed unseen",
    file: "packages/core/src/journal-rules.ts",
    find: "event.kind, event.detail]",
    replace: "event.kind]"
  },
  {
    id: "l9-anchor-without-heads",
    law: "L9",
    what: "an anchor does not cover the ends of the chains: a journal rolled back to yesterday passes for today's",
    file: "packages/core/src/journal-rules.ts",
    find: "digest.update(utf8ToBytes(JSON.stringify([payoutId, seq, hash])))",
    replace: "digest.update(utf8ToBytes(JSON.stringify([payoutId])))"
  },
  {
    id: "l9-anchor-without-previous",
    law: "L9",
    what: "an anchor does not cover the one before it: an earlier anchor can be forged unseen",
    file: "packages/core/src/journal-rules.ts",
    find: "JSON.stringify([previous, no, at])",
    replace: "JSON.stringify([no, at])"
  },
  {
    id: "l9-anchor-not-held-against-history",
    law: "L9",
    what: "anchors are not held against the history: one that was put back to an earlier end passes",
    file: "packages/journal/src/sqlite/anchors.ts",
    find: `rows.length === anchor.payouts && rows.every((row) => row["hash"] === row["event_hash"])`,
    replace: "rows.length === anchor.payouts"
  },
  {
    id: "l9-events-rewritable",
    law: "L9",
    what: "whoever opens the file can rewrite what happened",
    file: migrations,
    after: "number: 5,",
    find: "CREATE TRIGGER events_keep BEFORE UPDATE ON events BEGIN",
    replace: "CREATE TRIGGER events_keep BEFORE UPDATE ON events WHEN 1 = 0 BEGIN"
  },
  {
    id: "l9-events-deletable",
    law: "L9",
    what: "whoever opens the file can delete what happened",
    file: migrations,
    after: "number: 5,",
    find: "CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN",
    replace: "CREATE TRIGGER events_stay BEFORE DELETE ON events WHEN 1 = 0 BEGIN"
  },
  {
    id: "l9-cut-history-verifies",
    law: "L9",
    what: "a history whose end was cut off verifies",
    file: "packages/journal/src/sqlite/reads.ts",
    find: `!holds || seq !== row["last_seq"] || previous !== row["last_hash"]`,
    replace: "!holds"
  },
  {
    id: "l9-sealed-account-moved",
    law: "L9",
    what: "a sealed account number opens in any row: whoever writes to the file can have one payee's payment go to another",
    file: "packages/operations/src/at-rest/create-vault.ts",
    find: "JSON.stringify([FORMAT, keyId, row, column])",
    replace: "JSON.stringify([FORMAT, keyId])"
  },
  {
    id: "l9-clear-account-accepted",
    law: "L9",
    what: "an account number that was written into the sealed file in clear is paid to",
    file: "packages/operations/src/at-rest/create-vault.ts",
    find: "if (parts === undefined && acceptsClear &&",
    replace: "if (parts === undefined &&"
  },
  {
    id: "l9-forged-webhook-accepted",
    law: "L9",
    what: "a receiver takes anybody's «settled» for ours",
    file: "packages/operations/src/outbox/verify-webhook.ts",
    find: `  if (!isSigned) return { kind: "invalid", why: "wrong-signature" }
`,
    replace: ""
  },
  {
    id: "l9-old-webhook-accepted",
    law: "L9",
    what: "a receiver takes a webhook that was recorded long ago for today's",
    file: "packages/operations/src/outbox/verify-webhook.ts",
    find: `  if (timestampMs < now - toleranceMs) return { kind: "invalid", why: "too-old" }
`,
    replace: ""
  },
  {
    id: "l9-two-people-two-payments",
    law: "L9",
    what: "two people who name different bank numbers count as agreeing that it was paid",
    file: "packages/operations/src/review/create-review.ts",
    find: `  && detail["rrn"] === (rrn ?? null)
`,
    replace: ""
  },
  {
    id: "l9-part-is-the-whole",
    law: "L9",
    what: "a part that came back closes the payout as reversed: the rest is lost, or paid again",
    file: "packages/operations/src/review/decide.ts",
    find: "if (amountPaise !== work.payout.amountPaise) {",
    replace: "if (amountPaise === 0n) {"
  }
]
