/** The report's style sheet: light and dark by the reader's setting, always light on paper. Loads nothing. */
export const reportStyle = `
:root { color-scheme: light dark; --page: #f5f6f8; --card: #fff; --ink: #16191d; --soft: #5b6470; --line: #e2e5ea; --track: #eef0f3;
  --good: #1f8a5b; --known: #c98a12; --bad: #c2362f; --plain: #4a6fa5; --in: #1f8a5b; --out: #8a94a3; --good-bg: #e7f5ee; --known-bg: #fdf3df; --bad-bg: #fcebe9 }
@media (prefers-color-scheme: dark) { :root { --page: #101317; --card: #191d23; --ink: #e9ecf1; --soft: #9aa4b2; --line: #2c323b; --track: #262b33;
  --good: #43b581; --known: #e0a83a; --bad: #ef6a61; --plain: #7d9fd0; --in: #43b581; --out: #76808f; --good-bg: #14291f; --known-bg: #2d2514; --bad-bg: #331a19 } }
@media print { :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #ccc; --track: #eee;
  --good: #1f8a5b; --known: #b87a08; --bad: #b3261e; --plain: #4a6fa5; --in: #1f8a5b; --out: #8a94a3; --good-bg: #e7f5ee; --known-bg: #fdf3df; --bad-bg: #fcebe9 } }
@page { size: A4; margin: 14mm 13mm 16mm; @bottom-left { content: "hundi-recon"; font: 8pt system-ui, sans-serif; color: #666 }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #666 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans Devanagari", sans-serif }
main { max-width: 1120px; margin: 0 auto; padding: 36px 28px 60px }
header { display: flex; justify-content: space-between; align-items: flex-end; gap: 24px; flex-wrap: wrap; margin-bottom: 20px }
h1 { font-size: 28px; line-height: 1.2; margin: 0; letter-spacing: -.01em }
h2 { font-size: 17px; margin: 0 0 4px }
section > p.lead { margin: 0 0 12px; color: var(--soft); max-width: 76ch }
.sub, .faint, dt, .meta { color: var(--soft) }
.sub { margin: 4px 0 0 }
.meta { text-align: right; font-size: 13px; font-variant-numeric: tabular-nums }
.verdict { border-radius: 12px; padding: 18px 22px; margin-bottom: 20px; border-left: 6px solid; display: grid; gap: 2px }
.verdict strong { font-size: 20px }
.verdict.good { background: var(--good-bg); border-color: var(--good) } .verdict.known { background: var(--known-bg); border-color: var(--known) } .verdict.bad { background: var(--bad-bg); border-color: var(--bad) }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px; margin: 0 0 20px }
.figures div, .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 18px }
dt { font-size: 13px } dd { margin: 2px 0 0; font-size: 19px; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -.01em } dd small { display: block; font-size: 12.5px; font-weight: 400; color: var(--soft); letter-spacing: 0 }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 16px; margin-bottom: 16px }
section { margin-bottom: 16px } .grid > section { margin: 0 } .figures dd { white-space: nowrap } .figures small { white-space: normal } h2 small { font-size: 12.5px; font-weight: 400; color: var(--soft) }
svg { display: block; width: 100%; height: auto } svg.share { height: 26px; border-radius: 6px; margin: 8px 0 10px }
svg text { font: 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; fill: var(--ink) } svg .faint { fill: var(--soft); font-size: 12px } svg .label { fill: var(--soft) } svg .value { font-variant-numeric: tabular-nums; font-weight: 600 }
.good, .swatch.good { fill: var(--good); background: var(--good) } .known, .swatch.known { fill: var(--known); background: var(--known) } .bad, .swatch.bad { fill: var(--bad); background: var(--bad) }
.plain { fill: var(--plain) } .in { fill: var(--in) } .out { fill: var(--out) } .track { fill: var(--track) } .axis { stroke: var(--line); stroke-width: 1.5 }
.legend { display: flex; gap: 20px; flex-wrap: wrap; font-size: 13.5px } .swatch { display: inline-block; width: 11px; height: 11px; border-radius: 3px; margin-right: 7px }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: 13.5px } thead { display: table-header-group }
th { text-align: left; color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--line); padding: 7px 10px 7px 0; vertical-align: bottom }
td { border-bottom: 1px solid var(--line); padding: 8px 10px 8px 0; vertical-align: top; overflow-wrap: anywhere } tr { break-inside: avoid } td:last-child, th:last-child { padding-right: 0 }
.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal } .nowrap { white-space: nowrap } tfoot td { font-weight: 650; border-bottom: 0 }
code, .mono { font: 12px ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; color: var(--soft); display: block; overflow-wrap: anywhere } .inline { display: inline }
.tag { display: inline-block; border-radius: 99px; padding: 1px 9px; font-size: 12px; white-space: nowrap } .tag.bad { background: var(--bad-bg); color: var(--bad) } .tag.known { background: var(--known-bg); color: var(--known) } .tag.good { background: var(--good-bg); color: var(--good) }
.sign { display: none } footer { color: var(--soft); font-size: 12.5px; margin-top: 24px }
@media print { body { font-size: 9.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact } main { padding: 0; max-width: none } h1 { font-size: 18pt } h2 { font-size: 12pt; break-after: avoid } .figures dd { font-size: 10pt; letter-spacing: -.02em } .verdict strong { font-size: 13pt }
  .figures { grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 2mm } .figures div { padding: 2mm 2.2mm } .figures dt, .figures dd small { font-size: 7.5pt } .grid { grid-template-columns: 1fr 1fr; gap: 4mm } .card, .verdict, .figures div { border-radius: 2mm; break-inside: avoid } .card.long { break-inside: auto; border: 0; padding: 0 }
  table { font-size: 8.5pt } code, .mono { font-size: 7.5pt } .scroll { overflow: visible } .sign { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 10mm; margin-top: 16mm; break-inside: avoid } .sign div { border-top: 1px solid #000; padding-top: 2mm; color: #444 } }
`
