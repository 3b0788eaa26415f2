import { escapeHtml, plainLine } from "./escape-html.ts"
import { istTime } from "./ist-time.ts"
import type { ApprovalReport, ReportCheck } from "./sign-report.ts"
import { writeRupees } from "./write-rupees.ts"

/**
 * A checked report for people: a table as text, and as a page of HTML that loads nothing. A report that does not hold prints as its
 * reason alone.
 */
export const printReport = (check: ReportCheck): { readonly text: string; readonly html: string } => {
  if (!check.valid) return { text: `NOT VALID: ${check.why}\n`, html: page("Not valid", `<p><strong>Not valid:</strong> ${escapeHtml(check.why)}</p>`) }
  const { report, keyId } = check
  const cells = report.rows.map(cellsOf)
  const title = `Approvals from ${plainLine(report.from)} to ${plainLine(report.to)}`
  const foot = `${report.count} payouts, Rs ${writeRupees(BigInt(report.totalPaise))}; made ${istTime(report.madeAt)}; signature holds, key ${plainLine(keyId)}`
  const warnings = report.rows.filter(approvesOwn).map(({ payoutId }) => `${plainLine(payoutId)}: the maker is among those who approved`)
  const table = [heads, ...cells]
  const widths = heads.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const lines = table.map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column === AMOUNT)).join("  ").trimEnd())
  const body = [
    `<table><thead>${rowHtml(heads, "th")}</thead><tbody>${cells.map((row) => rowHtml(row, "td")).join("\n")}</tbody></table>`,
    `<p>${escapeHtml(foot)}</p>`,
    ...warnings.map((warning) => `<p><strong>${escapeHtml(warning)}</strong></p>`)
  ]
  return { text: [title, "", ...lines, "", foot, ...warnings.map((warning) => `! ${warning}`), ""].join("\n"), html: page(title, body.join("\n")) }
}

type Row = ApprovalReport["rows"][number]

const heads = ["Payout", "Rupees", "Maker", "Approvals", "Decided", "Fingerprint"] as const
const AMOUNT = 1
const FINGERPRINT_SHOWN = 12

const cellsOf = ({ payoutId, amountPaise, maker, approvals, decidedAt, fingerprint }: Row): readonly string[] => [
  plainLine(payoutId),
  writeRupees(BigInt(amountPaise)),
  plainLine(maker),
  approvals.map(({ by, at, action }) => `${plainLine(by)} ${plainLine(action)} ${minute(at)}`).join("; ") || "none",
  minute(decidedAt),
  plainLine(fingerprint).slice(0, FINGERPRINT_SHOWN)
]

/** IST to the minute. */
const minute = (at: number): string => istTime(at).slice(0, 16).replace("T", " ")

const approvesOwn = ({ maker, approvals }: Row): boolean => approvals.some(({ by, action }) => by === maker && /^approve/i.test(action))

const pad = (cell: string, width: number, toRight: boolean): string => (toRight ? cell.padStart(width) : cell.padEnd(width))

const rowHtml = (cells: readonly string[], tag: "th" | "td"): string =>
  `<tr>${cells.map((cell) => `<${tag}><bdi>${escapeHtml(cell)}</bdi></${tag}>`).join("")}</tr>`

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en-IN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
@page { size: A4 landscape; margin: 14mm }
body { font: 10pt/1.4 system-ui, "Noto Sans", sans-serif; color: #1a1a1a }
table { border-collapse: collapse; width: 100% }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { text-align: left; padding: 1mm 2mm; border-bottom: .5pt solid #ccc; overflow-wrap: anywhere }
th:nth-child(2), td:nth-child(2) { text-align: right; font-variant-numeric: tabular-nums }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`
