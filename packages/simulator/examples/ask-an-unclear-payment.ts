// file: examples/ask-an-unclear-payment.ts
import { createBank } from "@hundi/simulator"

let nowMs = Date.parse("2030-01-31T10:15:00+05:30")
const bank = createBank({ seed: 1, now: () => nowMs })
const { apiKey, passCode, bcId } = bank.registerPartner({ name: "Acme", certificatePem: "" })
const body = {
  localTxnDtTime: "20300131101500", tranRefNo: "REF1", amount: "100.50", beneAccNo: "999000000020", beneIFSC: "TEST0000001",
  paymentRef: "REF1 rent", senderName: "Acme", mobile: "9999900000", retailerCode: "rcode", passCode, bcID: bcId
}
console.log(bank.handle({ partner: apiKey, path: "/api/v1/composite-payment", priority: "0100", body }).body) // ActCode 11: who knows?
console.log(bank.ledger()[0]?.state) // debited
nowMs += 180_000
console.log(bank.ledger()[0]?.state) // settled
