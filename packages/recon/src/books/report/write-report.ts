import { istDate, istParts } from "@hundi/catalog/calendar"
import type { ReconFinding, ReconRun } from "../../result.ts"
import { escapeHtml } from "../escape-html.ts"
import { outcomeWords } from "../outcome-words.data.ts"
import { maskAccount, writeRupees } from "../write-rupees.ts"
import { collectReport, magnitude, type ReportFacts } from "./collect-report.ts"
import { chartSections, claimsSection, findingsSection, inputsSection, type ReportClaim, shareSection, totalsSection } from "./sections.ts"
import { reportStyle } from "./style.data.ts"

/** What a report is made of. */
export interface ReportOptions {
  readonly run: ReconRun
  readonly findings: AsyncIterable<ReconFinding>
  readonly claims?: readonly ReportClaim[]
  /** Whose books these are, on the title line. */
  readonly company?: string
  /** ms since 1970 (UTC). */
  readonly printedAt: number
}

/**
 * One HTML page that holds everything: charts are inline SVG, nothing is loaded, no script runs. Reads well on a screen, light or dark,
 * and prints on A4. Accounts are shown by their last four digits; narrations without the payee's account.
 *
 * @example
 * await writeFile("recon.html", await writeReport({ run, findings: run.findings(), printedAt: Date.now() }))
 */
export const writeReport = async ({ run, findings, claims = [], company, printedAt }: ReportOptions): Promise<string> => {
  const facts = await collectReport(findings, run.asOf)
  const title = `Bank reconciliation ${spanOf(run)}`
  return `<!doctype html>
<html lang="en-IN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${reportStyle}</style>
</head>
<body><main>
<header><div><h1>Bank reconciliation</h1><p class="sub">${escapeHtml([company, `${spanOf(run)}`, accountsOf(run)].filter(Boolean).join(" · "))}</p></div>
<div class="meta">Run ${escapeHtml(run.digest.slice(0, 12))}<br>as of ${run.asOf}<br>printed ${printTime(printedAt)} IST</div></header>
${verdict(run, facts)}
${figures(run, facts)}
${shareSection(facts)}
${chartSections(run, facts)}
${findingsSection("For people", "Nothing below was matched or booked by itself. Each line says what was found and what to do.", facts.people, facts.peopleTally.findings, run.asOf)}
${claimsSection(claims)}
${findingsSection("Different, and explained", "The two sides differ for a known reason; nobody has to look.", facts.explained, facts.explainedTally.findings, run.asOf)}
${totalsSection(run)}
${inputsSection(run)}
<div class="sign"><div>Prepared by, date</div><div>Checked by, date</div><div>Approved by, date</div></div>
<footer>Made by hundi-recon, an unofficial open-source tool. Amounts are Indian rupees. A debit is below zero.</footer>
</main></body>
</html>
`
}

const spanOf = ({ totals, asOf }: ReconRun): string => {
  const from = totals.map((one) => one.from).sort()[0] ?? asOf
  const to = totals.map((one) => one.to).sort().at(-1) ?? asOf
  return from === to ? from : `${from} to ${to}`
}

const accountsOf = ({ totals }: ReconRun): string => {
  const accounts = [...new Set(totals.map(({ account }) => maskAccount(account)))]
  return accounts.length > 4 ? `${accounts.length} accounts` : `account ${accounts.join(", ")}`
}

const printTime = (at: number): string => {
  const { hour, minute } = istParts(at)
  return `${istDate(at)} ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`
}

const verdict = (run: ReconRun, { peopleTally, explainedTally, people }: ReportFacts): string => {
  const broken = run.totals.filter(({ openingPaise, balanced }) => openingPaise !== null && !balanced)
  const box = (tone: string, head: string, text: string): string => `<div class="verdict ${tone}"><strong>${escapeHtml(head)}</strong><span>${escapeHtml(text)}</span></div>`
  if (broken.length > 0) return box("bad", "The statement does not add up", `Opening, credits, debits and closing of account ${broken.map(({ account }) => maskAccount(account)).join(", ")} do not agree: get a complete statement first.`)
  if (peopleTally.findings > 0) {
    const kinds = [...new Set(people.map(({ outcome }) => outcomeWords[outcome].title.toLowerCase()))].slice(0, 4).join(", ")
    return box("bad", `${peopleTally.findings === 1 ? "1 difference is" : `${peopleTally.findings.toLocaleString("en-IN")} differences are`} for people: Rs ${writeRupees(peopleTally.paise)}`, `${kinds}. See "For people" below.`)
  }
  if (explainedTally.findings > 0) return box("known", "Every rupee is explained", `${explainedTally.findings.toLocaleString("en-IN")} differences between our books and the bank's have a known reason.`)
  return box("good", "Every rupee agrees", "Our books and the bank's say the same.")
}

const figures = (run: ReconRun, { matchedTally }: ReportFacts): string => {
  const sum = (of: (totals: ReconRun["totals"][number]) => bigint): bigint => run.totals.reduce((total, one) => total + of(one), 0n)
  const cells = [
    ["Matched", matchedTally.paise, `${matchedTally.findings.toLocaleString("en-IN")} payments`],
    ["Bank debited", sum(({ debitsPaise }) => debitsPaise), "all debits of the statement"],
    ["Bank credited", sum(({ creditsPaise }) => creditsPaise), "returns, reversals, receipts"],
    ["Explained", sum(({ explainedPaise }) => magnitude(explainedPaise)), "of the difference"],
    ["Unexplained", sum(({ unexplainedPaise }) => magnitude(unexplainedPaise)), "must be nil to close"]
  ] as const
  return `<dl class="figures">${cells.map(([label, paise, note]) => `<div><dt>${label}</dt><dd>${writeRupees(paise)}<small>${note}</small></dd></div>`).join("")}</dl>`
}
