/** The page at `/_sim/`: one file, no framework, no request to anywhere but the simulator itself. */
export const controlPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bank simulator</title>
<style>
:root { color-scheme: light dark; --ink: #1d2430; --soft: #667085; --line: #e3e7ee; --card: #fff; --back: #f5f7fa; --accent: #2f5bd0;
  --settled: #16794c; --debited: #9a6700;
  --reversed: #b42318 }
@media (prefers-color-scheme: dark) { :root {
  --ink: #e6e9ef; --soft: #98a2b3; --line: #2c3442; --card: #171d27; --back: #0f141b;
  --accent: #8aa8ff; --settled: #5fd39a; --debited: #e8b84a; --reversed: #ff8f85 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; display: grid; gap: 1.25rem }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1rem; margin: 0 0 .75rem }
p { margin: .25rem 0 0; color: var(--soft) }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; overflow-x: auto }
.figures { display: flex; flex-wrap: wrap; gap: 2rem } .figures div { min-width: 7rem }
.figures b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums } .figures span { color: var(--soft) }
button { font: inherit; color: var(--accent); background: none; border: 1px solid var(--line); border-radius: 8px;
  padding: .35rem .8rem; cursor: pointer }
button:hover { border-color: var(--accent) } button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th { text-align: left; font-weight: 500; color: var(--soft) }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); white-space: nowrap }
td.amount, th.amount { text-align: right } tr:last-child td { border-bottom: 0 }
.state::before { content: "\\25CF"; margin-right: .4rem }
.settled { color: var(--settled) } .debited { color: var(--debited) } .reversed { color: var(--reversed) }
time { font-size: 1.25rem; font-variant-numeric: tabular-nums; margin-right: 1rem }
</style>
</head>
<body>
<main>
<header><h1>Bank simulator</h1>
<p>A made-up bank for tests. Unofficial: it has no tie to any bank, and no money moves here.</p></header>
<section aria-label="Totals"><div class="figures" id="figures"></div></section>
<section><h2>Clock</h2><time id="now"></time>
<button data-ms="180000">+ 3 min</button> <button data-ms="3600000">+ 1 hour</button> <button data-ms="86400000">+ 1 day</button>
<button data-ms="259200000">+ 3 days</button><p id="offset"></p></section>
<section><h2>Ledger</h2><table>
<thead><tr><th>Arrived (IST)</th><th>Reference</th><th>Rail</th><th class="amount">Rupees</th>
<th>Account</th><th>IFSC</th><th>RRN</th><th>State</th></tr></thead><tbody id="ledger"></tbody></table>
<p id="more"></p></section>
<section><h2>Faults</h2><table>
<thead><tr><th>Fault</th><th>Match</th><th>Seen</th><th>Left</th></tr></thead><tbody id="faults"></tbody></table>
<p id="quiet"></p></section>
</main>
<script type="module">
const find = (id) => document.getElementById(id)
const get = async (path) => (await fetch(path)).json()
const ist = (text) => new Date(text).toLocaleString("en-IN", { timeZone: "Asia/Kolkata",
  dateStyle: "medium", timeStyle: "medium" })
const rupees = (paise) => {
  const text = String(paise).padStart(3, "0")
  return BigInt(text.slice(0, -2)).toLocaleString("en-IN") + "." + text.slice(-2)
}
const row = (cells) => {
  const line = document.createElement("tr")
  for (const [text, name] of cells) {
    const cell = line.insertCell()
    cell.textContent = text
    cell.className = name ?? ""
  }
  return line
}
const figure = (value, label) => {
  const box = document.createElement("div")
  const add = (tag, textContent) => box.append(Object.assign(document.createElement(tag), { textContent }))
  add("b", value)
  add("span", label)
  return box
}
const draw = async () => {
  const [clock, { debits }, { faults }] = await Promise.all([get("/_sim/clock"), get("/_sim/ledger"), get("/_sim/faults")])
  find("now").textContent = ist(clock.now) + " IST"
  const hours = (clock.offsetMs / 3600000).toFixed(1)
  find("offset").textContent = clock.offsetMs ? "Ahead of real time by " + hours + " hours." : "Runs with real time."
  const count = (state) => debits.filter((debit) => debit.state === state).length
  const standing = debits.reduce((sum, debit) => debit.state === "reversed" ? sum : sum + BigInt(debit.amountPaise), 0n)
  find("figures").replaceChildren(figure(debits.length, "debits"), figure(count("settled"), "settled"),
    figure(count("debited"), "not yet credited"), figure(count("reversed"), "reversed"), figure(rupees(standing), "rupees away"))
  find("ledger").replaceChildren(...debits.slice(-200).reverse().map((debit) => row([
    [ist(debit.at)], [debit.tranRefNo], [debit.rail.toUpperCase()],
    [rupees(debit.amountPaise), "amount"], [debit.beneficiaryAccount], [debit.ifsc], [debit.rrn], [debit.state, "state " + debit.state]])))
  find("more").textContent = debits.length === 0 ? "No debits yet."
    : debits.length > 200 ? "The last 200 of " + debits.length + "." : ""
  find("faults").replaceChildren(...faults.map((fault) => row([[fault.fault + (fault.actCode ? " " + fault.actCode : "")],
    [JSON.stringify(fault.match)], [fault.seen], [fault.left]])))
  find("quiet").textContent = faults.length === 0 ? "None. POST one to /_sim/faults." : ""
}
for (const button of document.querySelectorAll("button[data-ms]")) button.addEventListener("click", async () => {
  await fetch("/_sim/clock", { method: "POST", body: JSON.stringify({ advanceMs: Number(button.dataset.ms) }) })
  await draw()
})
await draw()
setInterval(draw, 2000)
</script>
</body>
</html>
`
