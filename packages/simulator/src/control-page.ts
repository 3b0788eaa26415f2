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
main { max-width: 80rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; display: grid; gap: 1.25rem }
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
td.amount, th.amount { text-align: right; padding-right: 1.5rem } tr:last-child td { border-bottom: 0 }
.state::before { content: "\\25CF"; margin-right: .4rem }
.settled { color: var(--settled) } .debited { color: var(--debited) } .reversed { color: var(--reversed) }
input[type=search] { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 8px;
  padding: .45rem .75rem; width: min(24rem, 100%) }
input[type=search]:focus-visible, select:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.head { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: center; justify-content: space-between; margin-bottom: 1rem }
.head h2 { margin: 0 }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: .75rem }
.card { border: 1px solid var(--line); border-radius: 10px; padding: .75rem .9rem; display: flex; flex-direction: column; gap: .35rem; min-width: 0 }
.card p { margin: 0; font-size: .9rem; flex: 1 } .card .foot { display: flex; gap: .6rem; align-items: center; justify-content: space-between; flex-wrap: wrap }
.name { font-family: ui-monospace, monospace; font-size: .9rem; overflow-wrap: anywhere }
.tag { font-size: .78rem; border-radius: 99px; padding: .05rem .55rem; border: 1px solid currentColor; white-space: nowrap }
.moved, .running { color: var(--settled) } .not-moved, .over, .untouched { color: var(--soft) } .returned, .part-returned { color: var(--reversed) }
.later, .by-code, .waiting { color: var(--debited) }
details { border-top: 1px solid var(--line) } details:first-child { border-top: 0 }
summary { cursor: pointer; padding: .6rem 0; font-weight: 500 } summary span { color: var(--soft); font-weight: 400 }
.rules { list-style: none; margin: 0 0 .75rem; padding: 0; display: grid; gap: .1rem }
.rules li { display: grid; grid-template-columns: 14rem 9rem 1fr 9.5rem auto; gap: .25rem 1rem; align-items: baseline; padding: .4rem 0; border-top: 1px solid var(--line) }
.rules .tag { justify-self: start } .rules button { padding: .1rem .6rem; font-size: .85rem; white-space: nowrap }
.rules .text { color: var(--soft) } .rules .on { color: var(--soft); font-size: .85rem }
.rules small { display: block; color: var(--soft); font-size: .8rem; margin-top: .1rem }
.wide { overflow-x: auto; margin-top: 1rem } .wide h3 { font-size: .9rem; margin: 0 0 .25rem; color: var(--soft); font-weight: 500 }
@media (max-width: 46rem) { main { padding: 1.25rem .85rem 3rem } section { padding: 1rem }
  .figures { gap: 1rem 1.5rem } .rules li { grid-template-columns: 1fr auto; padding: .6rem 0 }
  .rules .text { grid-column: 1 / -1; grid-row: 2 } .rules .tag { grid-row: 3; grid-column: 1 } .rules button { grid-row: 1; grid-column: 2 } .rules .on { grid-row: 3; grid-column: 2; justify-self: end } }
a { color: var(--accent) }
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
<section><h2>Ledger</h2><div class="wide"><table>
<thead><tr><th>Arrived (IST)</th><th>Reference</th><th>Rail</th><th class="amount">Rupees</th>
<th>Account</th><th>IFSC</th><th>RRN</th><th>State</th></tr></thead><tbody id="ledger"></tbody></table></div>
<p id="more"></p></section>
<section><div class="head"><h2>Scenarios</h2></div><div class="cards" id="scenarios"></div>
<div class="wide" id="runs-box" hidden><h3>Started</h3><table><thead><tr><th>Scenario</th><th>From (IST)</th><th>Until (IST)</th>
<th class="amount">Hits</th><th>State</th></tr></thead><tbody id="runs"></tbody></table></div></section>
<section><div class="head"><h2>Faults</h2><input type="search" id="search" placeholder="Search names and texts" aria-label="Search faults"></div>
<div class="wide" id="ordered-box" hidden><h3>Ordered</h3><table>
<thead><tr><th>Fault</th><th>For</th><th class="amount">Seen</th><th class="amount">Left</th></tr></thead><tbody id="faults"></tbody></table>
<p id="quiet"></p></div>
<div id="rules"></div><p id="none" hidden>Nothing fits.</p>
<p>&ldquo;Order one&rdquo; is for the next request that fits. <code>POST /_sim/faults</code> takes a match, a number of times, a probability, and a time on the
bank's clock: see <a href="/_sim/openapi.json">the OpenAPI document</a>.</p></section>
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
const make = (tag, className, textContent, ...inner) => {
  const element = Object.assign(document.createElement(tag), { className, textContent })
  element.append(...inner)
  return element
}
const post = async (path, body) => {
  await fetch(path, { method: "POST", body: JSON.stringify(body) })
  await draw()
}
const press = (label, body) => {
  const button = make("button", "", label)
  button.addEventListener("click", () => post("/_sim/faults", body))
  return button
}
const groups = { connection: "The connection", gateway: "In front of the bank", bytes: "The bytes of a reply", reply: "What a reply says",
  code: "Unclear codes, and the truth behind them", outcome: "Where the money goes", enquiry: "Enquiries", callback: "Callbacks" }
const moneyWords = { moved: "money moves", "not-moved": "no money moves", returned: "moves, comes back", "part-returned": "half comes back",
  later: "moves later", "by-code": "as the code says", untouched: "no payment" }
const onWords = { pay: "payments", status: "enquiries", any: "payments, enquiries", callback: "callbacks" }
const ruleLine = (name, rule) => {
  const rails = rule.rails ? [make("small", "", rule.rails.join(", ").toUpperCase() + " only")] : []
  const line = make("li", "", "", make("div", "name", name, ...rails), make("span", "on", onWords[rule.on]), make("span", "text", rule.text),
    make("span", "tag " + rule.money, moneyWords[rule.money]))
  line.dataset.text = [name, rule.text, rule.group, moneyWords[rule.money], onWords[rule.on], ...(rule.rails ?? [])].join(" ").toLowerCase()
  line.append(name === "act-code" ? make("span", "", "") : press("Order one", { fault: name }))
  return line
}
const drawRules = (kinds) => {
  find("rules").replaceChildren(...Object.entries(groups).map(([group, title]) => {
    const lines = Object.entries(kinds).filter(([, rule]) => rule.group === group).map(([name, rule]) => ruleLine(name, rule))
    return make("details", "", "", make("summary", "", title + " ", make("span", "", String(lines.length))), make("ul", "rules", "", ...lines))
  }))
}
const search = () => {
  const words = find("search").value.toLowerCase().split(/\\s+/).filter((word) => word)
  let shown = 0
  for (const group of find("rules").children) {
    let fits = 0
    for (const line of group.querySelectorAll("li")) {
      line.hidden = !words.every((word) => line.dataset.text.includes(word))
      line.style.display = line.hidden ? "none" : ""
      if (!line.hidden) fits += 1
    }
    group.hidden = fits === 0
    group.open = words.length > 0 && fits > 0
    group.querySelector("summary span").textContent = String(fits)
    shown += fits
  }
  find("none").hidden = shown > 0
}
const drawScenarios = (scenarios, running) => {
  const live = new Map(running.filter((run) => run.state !== "over").map((run) => [run.name, run.state]))
  find("scenarios").replaceChildren(...Object.entries(scenarios).map(([name, { text }]) => make("div", "card", "", make("div", "name", name), make("p", "", text),
    make("div", "foot", "", press("Start", { scenario: name }), ...(live.has(name) ? [make("span", "tag " + live.get(name), live.get(name))] : [])))))
  find("runs-box").hidden = running.length === 0
  find("runs").replaceChildren(...running.slice(-20).reverse().map((run) => row([[run.name], [ist(run.fromMs)], [ist(run.untilMs)],
    [run.hits, "amount"], [run.state, run.state]])))
}
const matchText = (match) => Object.entries(match).map(([field, value]) => field + " " + value).join(", ") || "any request"
let drawnScenarios = ""
const draw = async () => {
  const [clock, { debits }, { faults, kinds, scenarios, running }] = await Promise.all([get("/_sim/clock"), get("/_sim/ledger"), get("/_sim/faults")])
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
  if (!find("rules").hasChildNodes()) drawRules(kinds)
  // Drawn again only when it changed: a button must not go away under a finger.
  const now = JSON.stringify(running)
  if (now !== drawnScenarios) drawScenarios(scenarios, running)
  drawnScenarios = now
  const own = faults.filter((fault) => !fault.scenario)
  find("ordered-box").hidden = own.length === 0
  find("faults").replaceChildren(...own.slice(-20).reverse().map((fault) => row([[fault.fault + (fault.actCode ? " " + fault.actCode : ""), "name"],
    [matchText(fault.match)], [fault.seen, "amount"], [fault.left, "amount"]])))
  find("quiet").textContent = own.length > 20 ? "The last 20 of " + own.length + "." : ""
}
for (const button of document.querySelectorAll("button[data-ms]")) button.addEventListener("click", async () => {
  await fetch("/_sim/clock", { method: "POST", body: JSON.stringify({ advanceMs: Number(button.dataset.ms) }) })
  await draw()
})
find("search").addEventListener("input", search)
find("search").value = new URLSearchParams(location.search).get("q") ?? ""
await draw()
search()
setInterval(draw, 2000)
</script>
</body>
</html>
`
