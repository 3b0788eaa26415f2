import type { AccountTotals, ReconFinding, ReconRun } from "../../result.ts"
import { daysBetween } from "../days-between.ts"
import { escapeHtml } from "../escape-html.ts"
import { maskNarration } from "../mask-narration.ts"
import { outcomesInOrder, outcomeWords } from "../outcome-words.data.ts"
import { maskAccount, writeRupees } from "../write-rupees.ts"
import { barChart, type Bar, bridgeChart, columnChart, shareBar } from "./charts.ts"
import type { ReportFacts } from "./collect-report.ts"

/** A right that has fallen due because the bank is late. Amounts are paise. */
export interface ReportClaim {
  readonly payoutId: string
  readonly reference: string
  readonly rail: string
  readonly amountPaise: bigint
  /** IST date by which the money should have been back. */
  readonly dueOn: string
  readonly penaltyDays: number
  readonly penaltyPaise: bigint
}

const MOST_LINES = 4

/** Where the money is, in one bar. */
export const shareSection = ({ matchedTally, explainedTally, peopleTally }: ReportFacts): string => {
  const parts: readonly Bar[] = [
    { label: "Matched", paise: matchedTally.paise, count: matchedTally.findings, tone: "good" },
    { label: "Different, and explained", paise: explainedTally.paise, count: explainedTally.findings, tone: "known" },
    { label: "For people", paise: peopleTally.paise, count: peopleTally.findings, tone: "bad" }
  ]
  const legend = parts.map(({ label, paise, count = 0, tone }) => `<span><i class="swatch ${tone}"></i>${label}: ${count.toLocaleString("en-IN")}, Rs ${writeRupees(paise)}</span>`)
  return `<section class="card"><h2>Where the money is</h2>${shareBar(parts)}<div class="legend">${legend.join("")}</div></section>`
}

/** Charts: what was different, how old it is, over which rails, and the balance. */
export const chartSections = (run: ReconRun, facts: ReportFacts): string => {
  const different = outcomesInOrder.filter((outcome) => outcome !== "matched" && outcome !== "not-sent" && run.counts[outcome].findings > 0)
  const people = new Set(facts.people.map(({ outcome }) => outcome))
  const bars = different.map((outcome): Bar => {
    const { findings, paise } = run.counts[outcome]
    return { label: outcomeWords[outcome].title, paise: paise < 0n ? -paise : paise, count: findings, tone: people.has(outcome) ? "bad" : "known" }
  })
  const ages = facts.ages.map(({ name, tally }): Bar => ({ label: name, paise: tally.paise, count: tally.findings, tone: "bad" }))
  const rails = facts.rails.flatMap(({ rail, matched, other }): Bar[] => [
    { label: rail.toUpperCase(), paise: matched.paise, count: matched.findings, tone: "good" },
    ...(other.findings === 0 ? [] : [{ label: `${rail.toUpperCase()}, different`, paise: other.paise, count: other.findings, tone: "known" } as const])
  ])
  const cards = [
    ...(bars.length === 0 ? [] : [card("What was different", barChart("What was different, by amount", bars))]),
    ...(rails.length === 0 ? [] : [card("By rail", barChart("Payments by rail", rails))]),
    ...(facts.peopleTally.findings === 0 ? [] : [card("How long it has waited", columnChart("Differences for people, by age", ages))]),
    ...run.totals.slice(0, 6).flatMap((totals) => bridgeCard(totals))
  ]
  return cards.length === 0 ? "" : `<div class="grid">${cards.join("")}</div>`
}

const card = (title: string, inner: string, note = ""): string =>
  `<section class="card"><h2>${escapeHtml(title)}${note === "" ? "" : ` <small>${escapeHtml(note)}</small>`}</h2>${inner}</section>`

const bridgeCard = ({ account, from, to, openingPaise, creditsPaise, debitsPaise }: AccountTotals): readonly string[] => {
  if (openingPaise === null) return []
  const title = `Balance of ${maskAccount(account)}`
  const span = from === to ? from : `${from} to ${to}`
  return [card(title, bridgeChart(`${title}, ${span}`, openingPaise, creditsPaise, debitsPaise), span)]
}

/** The control totals of each account. */
export const totalsSection = ({ totals }: ReconRun): string => {
  const rows = totals.map((one) => {
    const proved = one.openingPaise === null ? tag("known", "no balances given") : one.balanced ? tag("good", "adds up") : tag("bad", "does not add up")
    const cells = [
      ...[one.openingPaise, one.creditsPaise, one.debitsPaise, one.closingPaise],
      ...[one.differencePaise, one.explainedPaise, one.unexplainedPaise]
    ]
    return `<tr><td class="nowrap">${maskAccount(one.account)}</td><td class="nowrap">${one.from === one.to ? one.from : `${one.from} to ${one.to}`}</td>${cells.map(amount).join("")}<td>${proved}</td></tr>`
  })
  return `<section class="card long"><h2>Control totals</h2><p class="lead">Opening balance plus credits less debits is the closing balance. What we sent less what the bank booked is explained, or it is not.</p>`
    + table(["Account", "Dates", "Opening", "Credits", "Debits", "Closing", "Difference", "Explained", "Unexplained", "Balance"], rows, [2, 3, 4, 5, 6, 7, 8])
    + `</section>`
}

/** Findings as a table: those for people with what to do, or the explained ones. */
export const findingsSection = (title: string, lead: string, findings: readonly ReconFinding[], total: number, asOf: string): string => {
  if (findings.length === 0) return ""
  const rows = findings.map((finding) => {
    const { title: name, todo } = outcomeWords[finding.outcome]
    const differencePaise = finding.journalPaise - finding.statementPaise
    const age = `${Math.max(0, daysBetween(finding.on, asOf))} d`
    return `<tr><td class="nowrap">${finding.on}<br><span class="faint">${age}</span></td><td>${tag(finding.explained ? "known" : "bad", name)}<code>${escapeHtml(finding.id.slice(0, 12))}</code></td>`
      + `<td>${escapeHtml(maskNarration(finding.why))}${finding.explained ? "" : `<br><span class="faint">${escapeHtml(todo)}</span>`}${evidence(finding)}</td>`
      + `${amount(finding.journalPaise)}${amount(finding.statementPaise)}${amount(differencePaise)}</tr>`
  })
  const rest = total > findings.length ? `<p class="lead">The ${findings.length} largest of ${total.toLocaleString("en-IN")}; the CSV and Excel exports have all.</p>` : ""
  return `<section class="card long"><h2>${escapeHtml(title)}</h2><p class="lead">${escapeHtml(lead)}</p>${rest}`
    + table(["Date", "What", "Why", "We sent", "Statement", "Difference"], rows, [3, 4, 5]) + `</section>`
}

const evidence = ({ journal, lines }: ReconFinding): string => {
  const ours = journal.slice(0, MOST_LINES).map(({ payoutId, reference, rail, state }) => `${payoutId} · ${reference} · ${rail} · ${state}`)
  const theirs = lines.slice(0, MOST_LINES).map(({ file, lineNo, narration }) => `${file}:${lineNo} ${maskNarration(narration)}`)
  const more = journal.length + lines.length - ours.length - theirs.length
  return [...ours, ...theirs, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `<code>${escapeHtml(line)}</code>`).join("")
}

/** What the bank owes for being late, by RBI's turn-around rules. */
export const claimsSection = (claims: readonly ReportClaim[]): string => {
  if (claims.length === 0) return ""
  const total = claims.reduce((sum, { penaltyPaise }) => sum + penaltyPaise, 0n)
  const rows = claims.map(
    ({ payoutId, reference, rail, amountPaise, dueOn, penaltyDays, penaltyPaise }) =>
      `<tr><td>${escapeHtml(payoutId)}<code>${escapeHtml(reference)}</code></td><td>${escapeHtml(rail.toUpperCase())}</td>${amount(amountPaise)}<td class="nowrap">${dueOn}</td><td class="num">${penaltyDays}</td>${amount(penaltyPaise)}</tr>`
  )
  return `<section class="card long"><h2>Claims for late reversals</h2><p class="lead">RBI's circular of 20 September 2019: a failed transfer is to be back by a fixed day; Rs 100 for each day after it.</p>`
    + table(["Payment", "Rail", "Amount", "Was due", "Days late", "Claim"], rows, [2, 4, 5], `<tr><td colspan="5">Together</td>${amount(total)}</tr>`) + `</section>`
}

/** What the run rests on: the same files, rules and date give the same run. */
export const inputsSection = ({ inputs, digest, rulesDigest }: ReconRun): string => {
  const rows = inputs.map(({ name, digest: sha, rows: count }) => `<tr><td>${escapeHtml(name)}</td><td class="num">${count.toLocaleString("en-IN")}</td><td><code>${escapeHtml(sha)}</code></td></tr>`)
  return `<section class="card long"><h2>What this rests on</h2><p class="lead">Anybody who runs the same files with the same rules gets this run again.</p>`
    + table(["Input", "Rows", "SHA-256"], rows, [1])
    + `<p class="faint">Run <code class="inline">${escapeHtml(digest)}</code><br>Rules <code class="inline">${escapeHtml(rulesDigest)}</code></p></section>`
}

const tag = (tone: "good" | "known" | "bad", text: string): string => `<span class="tag ${tone}">${escapeHtml(text)}</span>`

const amount = (paise: bigint | null): string => `<td class="num">${paise === null ? "–" : writeRupees(paise)}</td>`

const table = (headings: readonly string[], rows: readonly string[], numbers: readonly number[], foot = ""): string =>
  `<div class="scroll"><table><thead><tr>${headings.map((heading, index) => `<th scope="col"${numbers.includes(index) ? ' class="num"' : ""}>${escapeHtml(heading)}</th>`).join("")}</tr></thead>`
  + `<tbody>${rows.join("\n")}</tbody>${foot === "" ? "" : `<tfoot>${foot}</tfoot>`}</table></div>`

