import type { FactNames } from "./trace-fields.ts"

/** fact-names.data.ts as text. */
export function writeFactNames(facts: readonly FactNames[]): string {
  const rows = facts.map(
    ({ fact, portalPaths, fields, text }) =>
      `  {\n    fact: ${JSON.stringify(fact)},\n    portalPaths: ${listOf(portalPaths)},\n    fields: ${listOf(fields)},\n    text: ${listOf(text)}\n  }`
  )
  return `// Made by tooling/scripts/src/catalogue/main.ts; do not edit.
// Source: facts/composite-and-cib.json and facts/upi-collections-and-others.json, collected from the bank's documents and from public client
// code. \`fields\`: every field that an entry lists, as it writes them. \`text\`: fields that it names elsewhere, in notes, samples and rules.
import type { FactNames } from "./trace-fields.ts"

export const factNames: readonly FactNames[] = [
${rows.join(",\n")}
]
`
}

const listOf = (texts: readonly string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`
