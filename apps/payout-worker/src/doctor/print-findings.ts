import { printTable } from "../file/print-summary.ts"
import type { Finding } from "./finding.ts"

const LINE_WIDTH = 96

/** The findings as a table, and under it what to do, in order: failures first. */
export const printFindings = (findings: readonly Finding[]): string => {
  const rows = findings.flatMap(({ result, name, detail }) =>
    wrap(detail).map((line, index) => (index === 0 ? [labels[result], name, line] : ["", "", line]))
  )
  const todos = (["fail", "warn"] as const).flatMap((wanted) => findings.filter(({ result }) => result === wanted))
  const table = printTable(["Result", "Check", "What was found"], rows)
  if (todos.length === 0) return `${table}\n\nNothing to do.`
  const list = todos.map(({ name, todo = "" }, index) => `${index + 1}. ${name}: ${wrap(todo).join("\n   ")}`)
  return `${table}\n\nWhat to do:\n${list.join("\n")}`
}

const labels: Readonly<Record<Finding["result"], string>> = { ok: "ok", note: "note", warn: "WARN", fail: "FAIL" }

/** Breaks at spaces. */
const wrap = (text: string): readonly string[] => {
  const lines: string[] = [""]
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? ""
    if (last !== "" && last.length + 1 + word.length > LINE_WIDTH) lines.push(word)
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`
  }
  return lines
}
