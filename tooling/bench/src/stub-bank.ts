import { composite } from "@hundi/catalog/composite"
import { createBank, type Sealer, type Transport } from "@hundi/core"
import { openSqliteJournal } from "@hundi/journal/sqlite"

/** Answers at once, as the bank would: paid, with the reference it was given. */
const transport: Transport = {
  send: async ({ body }) => {
    const { sealed } = JSON.parse(body) as { readonly sealed: { readonly tranRefNo: string } }
    const reply = { success: true, ActCode: "0", response: "Transaction Successful", BankRRN: "600000000001", TransRefNo: sealed.tranRefNo }
    return { kind: "reply", status: 200, body: JSON.stringify({ sealed: reply }) }
  }
}

const clearSealer: Sealer = {
  seal: async (value) => JSON.stringify({ sealed: value }),
  open: async (body) => ({ sealed: true, value: (JSON.parse(body) as { readonly sealed: unknown }).sealed })
}

/** Core and the SQLite journal in front of a bank that answers at once: no network, no cryptography. */
export const openStubBank = (path: string) => {
  const journal = openSqliteJournal(path)
  const bank = createBank({
    transport,
    sealer: clearSealer,
    journal,
    families: { composite },
    settings: {
      partner: { bcId: "IBCTST00000", passCode: "<secret>", senderName: "BENCH", mobile: "9999900000", retailerCode: "rcode" },
      apiKey: "bench",
      environment: "T",
      instance: "01",
      owner: "01",
      fingerprintKey: new Uint8Array(32).fill(3),
      bankTimeoutMs: 30_000
    }
  })
  return { bank, journal }
}
