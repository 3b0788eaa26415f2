import type { ReconOutcome } from "../result.ts"

/** What an outcome is called in reports, and what to do about it. */
export interface OutcomeWords {
  readonly title: string
  /** One sentence: what it means. */
  readonly meaning: string
  /** What somebody should do when it is an exception. */
  readonly todo: string
}

/** For people who close the books, not for programs. In the order in which reports show them. */
export const outcomeWords: Readonly<Record<ReconOutcome, OutcomeWords>> = {
  matched: { title: "Matched", meaning: "Our payment and the bank's debit agree.", todo: "Nothing." },
  "penny-drop": { title: "Penny drop", meaning: "A small payment that checked a beneficiary's account.", todo: "Nothing." },
  "own-account": { title: "Own-account transfer", meaning: "Money moved between accounts of our own.", todo: "Nothing." },
  charge: { title: "Bank charge", meaning: "The bank charged a fee.", todo: "Book it as bank charges." },
  gst: { title: "GST on a charge", meaning: "Tax on a bank charge.", todo: "Book it as input GST." },
  returned: { title: "Returned", meaning: "Paid, then sent back by the beneficiary's bank.", todo: "Correct the beneficiary, then pay again on a new order." },
  reversed: { title: "Reversed", meaning: "Debited, then credited back in full.", todo: "Pay again on a new order if it is still owed." },
  "reversed-in-part": { title: "Reversed in part", meaning: "Less came back than went out.", todo: "Ask the bank for the rest." },
  "declined-with-reversal": { title: "Declined, taken back", meaning: "The bank declined it; its debit and the reversal are both on the statement.", todo: "Nothing." },
  "not-sent": { title: "Not sent", meaning: "It never left us, and the statement shows nothing.", todo: "Nothing." },
  pending: { title: "Under way", meaning: "Sent, and still within the time that the rail allows.", todo: "Wait for the next statement." },
  "statement-incomplete": { title: "Statement does not reach", meaning: "The statement does not cover the days on which this would show.", todo: "Add the statement of those days." },
  "amount-differs": { title: "Amount differs", meaning: "The bank debited another amount than we sent.", todo: "Ask the bank; correct the side that is wrong." },
  "sent-no-debit": { title: "Sent, no debit", meaning: "We sent it, and a complete statement shows no debit.", todo: "Run hundi-recon resolve; if the bank does not know it, two people decide in the review." },
  "debit-not-ours": { title: "Debit that is not ours", meaning: "The bank debited something that our journal does not know.", todo: "Ask the bank at once: it may be fraud or another system of yours." },
  "credit-not-ours": { title: "Credit that is not ours", meaning: "Money came in that belongs to no payment of ours.", todo: "Book it as a receipt, or ask who sent it." },
  "duplicate-debit": { title: "Debited twice", meaning: "One payment was debited more than once.", todo: "Claim the second debit back from the bank." },
  "orphan-reversal": { title: "Reversal without a debit", meaning: "Money came back for a debit that is on neither side.", todo: "Find the debit: an older statement may have it." },
  "late-money": { title: "Late money", meaning: "It was proved failed, and money moved after all.", todo: "Do not pay it again; hold the beneficiary and ask the bank." },
  ambiguous: { title: "Not clear", meaning: "More than one pairing is possible, so none was made.", todo: "Compare the rows below and decide." }
}

/** Every outcome in the order of reports. */
export const outcomesInOrder = Object.keys(outcomeWords) as readonly ReconOutcome[]
