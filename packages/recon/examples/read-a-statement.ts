// file: examples/read-a-statement.ts
import { parseMapping, readStatement, ReconInputError } from "@hundi/recon/inputs"

const bytes = new TextEncoder().encode("Booked;Text;Out;In;Rest\n01/02/2026;rent;1,234.50;;9,000.00\n02/02/2026;refund;;100.00;9,100.00")
const options = { name: "feb.csv", account: "000000000009" }
try {
  await readStatement(bytes, options)
} catch (error) {
  // feb.csv: the headings are of no layout that is known. Give a mapping file, with the headings as the file has them: {...}
  if (error instanceof ReconInputError) console.log(error.code, error.fix)
}

const columns = { date: "Booked", narration: "Text", debit: "Out", credit: "In", balance: "Rest" }
const mapping = parseMapping({ dateFormat: "dd/mm/yyyy", columns }, "statement")
const { head, lines } = await readStatement(bytes, { ...options, mapping })
console.log(head.openingPaise, head.closingPaise) // 1023450n 910000n
for await (const { lineNo, postedOn, direction, amountPaise } of lines) console.log(lineNo, postedOn, direction, amountPaise)
