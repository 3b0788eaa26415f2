import { faultTable } from "../fault-table.ts"
import { scenarios } from "../scenarios/scenarios.ts"

const hits = { pay: "payments", status: "enquiries", any: "both", callback: "callbacks" } as const

/** The README's tables of faults and scenarios, as Markdown. A test holds the README to them. */
export const writeFaultTables = (): { readonly faults: string; readonly scenarios: string } => {
  const rows = Object.entries(faultTable).map(([name, { on, rails, money, text }]) =>
    `| ${name} | ${hits[on]}${rails === undefined ? "" : `: ${rails.join(", ")}`} | ${money} | ${text} |`)
  const runs = Object.entries(scenarios).map(([name, { text }]) => `| ${name} | ${text} |`)
  return {
    faults: ["| name | on | money | what it does |", "|---|---|---|---|", ...rows].join("\n"),
    scenarios: ["| name | what happens |", "|---|---|", ...runs].join("\n")
  }
}

/** A text with what stands between the marks of a name replaced. */
export const replaceBetweenMarks = (text: string, name: string, inner: string): string => {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`the marks of ${name} are not there`)
  return `${text.slice(0, from + begin.length)}\n${inner}\n${text.slice(to)}`
}
