import type { AdviceLocale, AdviceStanding } from "./advice-words.data.ts"
import { escapeHtml } from "./escape-html.ts"

/** Label and value, line by line. */
export type AdviceRows = readonly (readonly [label: string, value: string])[]

/** What is on the page. */
export interface AdvicePage {
  readonly title: string
  readonly rows: AdviceRows
  readonly note: string
  readonly locale: AdviceLocale
  readonly standing: AdviceStanding
}

const colours: Readonly<Record<AdviceStanding, string>> = { paid: "#0b6b3a", sent: "#8a5a00", returned: "#9b1c1c" }

/** One sheet of A4 that loads nothing and runs nothing; its policy says so, should a text slip through. */
export const adviceHtml = ({ title, rows, note, locale, standing }: AdvicePage): string => `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
@page { size: A4; margin: 18mm }
body { font: 11pt/1.5 system-ui, "Noto Sans", "Noto Sans Devanagari", sans-serif; color: #1a1a1a; max-width: 174mm; margin: 8mm auto; padding: 0 4mm }
h1 { font-size: 16pt; border-bottom: 2pt solid ${colours[standing]}; padding-bottom: 2mm }
table { border-collapse: collapse; width: 100%; break-inside: avoid }
th, td { text-align: left; vertical-align: top; padding: 1.5mm 2mm; border-bottom: .5pt solid #ccc; overflow-wrap: anywhere }
th { width: 42mm; font-weight: 600; color: #444 }
td { font-variant-numeric: tabular-nums }
p { margin-top: 5mm }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<table>
${rows.map(([label, value]) => `<tr><th scope="row">${escapeHtml(label)}</th><td><bdi>${escapeHtml(value)}</bdi></td></tr>`).join("\n")}
</table>
<p>${escapeHtml(note)}</p>
</body>
</html>
`
