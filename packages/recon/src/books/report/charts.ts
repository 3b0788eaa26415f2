import { escapeHtml } from "../escape-html.ts"
import { shortRupees, writeRupees } from "../write-rupees.ts"

/** The colour of a bar: a class of the style sheet, so that charts follow light, dark and paper. */
export type Tone = "good" | "known" | "bad" | "plain" | "in" | "out"

/** One bar. */
export interface Bar {
  readonly label: string
  readonly paise: bigint
  readonly count?: number
  readonly tone: Tone
}

const WIDTH = 520
const ROW = 34

/** How long a bar is: a share of the longest, at least a hair when there is anything. */
const lengthOf = (paise: bigint, most: bigint, width: number): number =>
  paise <= 0n || most <= 0n ? 0 : Math.max(2, shareOf(paise, most) * width)

/** A share between 0 and 1, exact to a millionth: chart lengths need no more. */
const shareOf = (part: bigint, whole: bigint): number => {
  const millionths = whole <= 0n ? 0n : (part * 1_000_000n) / whole
  return Number(millionths) / 1_000_000
}

/** One bar for the whole, cut into parts; the smallest part is still to be seen. */
export const shareBar = (parts: readonly Bar[]): string => {
  const whole = parts.reduce((sum, { paise }) => sum + paise, 0n)
  const raw = parts.map(({ paise }) => lengthOf(paise, whole, WIDTH))
  const total = raw.reduce((sum, width) => sum + width, 0) || 1
  let x = 0
  const shapes = parts.map(({ label, paise, tone }, index) => {
    const width = ((raw[index] ?? 0) / total) * WIDTH
    const shape = `<rect class="${tone}" x="${fix(x)}" y="0" width="${fix(width)}" height="26"><title>${escapeHtml(label)}: Rs ${writeRupees(paise)}</title></rect>`
    x += width
    return width === 0 ? "" : shape
  })
  const name = parts.map(({ label, paise }) => `${label} Rs ${writeRupees(paise)}`).join(", ")
  return `<svg viewBox="0 0 ${WIDTH} 26" role="img" aria-label="${escapeHtml(name)}" class="share" preserveAspectRatio="none">${shapes.join("")}</svg>`
}

/** Bars from left to right, a label and the amount on each line. */
export const barChart = (title: string, bars: readonly Bar[]): string => {
  const [left, right] = [150, 130]
  const most = bars.reduce((max, { paise }) => (paise > max ? paise : max), 0n)
  const rows = bars.map(({ label, paise, count, tone }, index) => {
    const y = index * ROW
    const width = lengthOf(paise, most, WIDTH - left - right)
    const amount = `${count === undefined ? "" : `${count.toLocaleString("en-IN")} · `}${shortRupees(paise)}`
    return `<g><title>${escapeHtml(label)}: Rs ${writeRupees(paise)}</title><text class="label" x="0" y="${y + 20}">${escapeHtml(label)}</text>`
      + `<rect class="track" x="${left}" y="${y + 7}" width="${WIDTH - left - right}" height="18" rx="4"/>`
      + `<rect class="${tone}" x="${left}" y="${y + 7}" width="${fix(width)}" height="18" rx="4"/>`
      + `<text class="value" x="${WIDTH}" y="${y + 20}" text-anchor="end">${escapeHtml(amount)}</text></g>`
  })
  return `<svg viewBox="0 0 ${WIDTH} ${Math.max(1, bars.length) * ROW}" role="img" aria-label="${escapeHtml(title)}">${rows.join("")}</svg>`
}

/** Columns side by side, the count above each. */
export const columnChart = (title: string, bars: readonly Bar[]): string => {
  const [height, top, bottom] = [190, 26, 44]
  const most = bars.reduce((max, { paise }) => (paise > max ? paise : max), 0n)
  const step = WIDTH / Math.max(1, bars.length)
  const columns = bars.map(({ label, paise, count = 0, tone }, index) => {
    const tall = lengthOf(paise, most, height - top - bottom)
    const [middle, y] = [index * step + step / 2, height - bottom - tall]
    return `<g><title>${escapeHtml(label)}: ${count}, Rs ${writeRupees(paise)}</title>`
      + `<rect class="${tone}" x="${fix(middle - step * 0.28)}" y="${fix(y)}" width="${fix(step * 0.56)}" height="${fix(tall)}" rx="4"/>`
      + `<text class="value" x="${fix(middle)}" y="${fix(y - 8)}" text-anchor="middle">${count === 0 ? "–" : count.toLocaleString("en-IN")}</text>`
      + `<text class="label" x="${fix(middle)}" y="${height - 24}" text-anchor="middle">${escapeHtml(label)}</text>`
      + `<text class="faint" x="${fix(middle)}" y="${height - 8}" text-anchor="middle">${paise === 0n ? "" : escapeHtml(shortRupees(paise))}</text></g>`
  })
  const base = `<line class="axis" x1="0" x2="${WIDTH}" y1="${height - bottom}" y2="${height - bottom}"/>`
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(title)}">${base}${columns.join("")}</svg>`
}

/** From opening to closing balance, step by step. The scale begins near the smallest level, so that a day's movement shows. */
export const bridgeChart = (title: string, openingPaise: bigint, creditsPaise: bigint, debitsPaise: bigint): string => {
  const closingPaise = openingPaise + creditsPaise - debitsPaise
  const [peak, lowest] = [openingPaise + creditsPaise, openingPaise < closingPaise ? openingPaise : closingPaise]
  const room = (peak - lowest) / 3n + 1n
  const floor = lowest - room
  const [height, top, bottom] = [190, 26, 28]
  const yOf = (paise: bigint): number => height - bottom - shareOf(paise - floor, peak - floor + 1n) * (height - top - bottom)
  const steps: readonly (Bar & { readonly from: bigint, readonly to: bigint })[] = [
    { label: "Opening", paise: openingPaise, from: floor, to: openingPaise, tone: "plain" },
    { label: "Credits", paise: creditsPaise, from: openingPaise, to: peak, tone: "in" },
    { label: "Debits", paise: -debitsPaise, from: closingPaise, to: peak, tone: "out" },
    { label: "Closing", paise: closingPaise, from: floor, to: closingPaise, tone: "plain" }
  ]
  const step = WIDTH / steps.length
  const shapes = steps.map(({ label, paise, from, to, tone }, index) => {
    const middle = index * step + step / 2
    const [y, base] = [yOf(to), yOf(from)]
    return `<g><title>${label}: Rs ${writeRupees(paise)}</title><rect class="${tone}" x="${fix(middle - step * 0.3)}" y="${fix(y)}" width="${fix(step * 0.6)}" height="${fix(Math.max(1.5, base - y))}" rx="3"/>`
      + `<text class="value" x="${fix(middle)}" y="${fix(y - 8)}" text-anchor="middle">${escapeHtml(shortRupees(paise))}</text>`
      + `<text class="label" x="${fix(middle)}" y="${height - 8}" text-anchor="middle">${label}</text></g>`
  })
  const axis = `<line class="axis" x1="0" x2="${WIDTH}" y1="${height - bottom}" y2="${height - bottom}"/>`
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(title)}">${axis}${shapes.join("")}</svg>`
}

const fix = (value: number): string => value.toFixed(1)
