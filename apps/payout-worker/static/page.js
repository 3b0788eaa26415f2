// Lists payouts and shows one of them. Text goes in by textContent only, so nothing that a file holds can become markup.

const filters = [["", "All"], ["awaiting-approval", "For approval"], ["scheduled", "Scheduled"], ["queued", "Queued"], ["in-flight", "In flight"], ["unknown", "Unknown"], ["review", "Review"], ["settled", "Settled"], ["failed", "Failed"], ["reversed", "Reversed"]]
const labels = { "awaiting-approval": "Waits for people", scheduled: "For later", cancelled: "Cancelled", queued: "Queued", "in-flight": "In flight", unknown: "Not known yet", review: "Needs a person", settled: "Settled", failed: "Failed", reversed: "Given back" }
const place = (id) => document.getElementById(id)

let status = ""
let openId = null
let cursor = null
let clockAheadMs = 0
let shown = new Map()
let turn = 0

start()

function start() {
  addEventListener("hashchange", showPlace)
  place("more").addEventListener("click", () => loadList(true))
  setInterval(showAges, 10_000)
  setInterval(checkRails, 10_000)
  showPlace()
  checkRails()
  followEvents()
}

/** `#/` is the list, `#/?status=review` a filtered one, `#/p/ID` one payout. */
function showPlace() {
  const [, id] = /^#\/p\/(.+)$/.exec(location.hash) ?? []
  openId = id === undefined ? null : decodeURIComponent(id)
  place("list-view").hidden = openId !== null
  place("detail-view").hidden = openId === null
  if (openId !== null) return void loadDetail()
  status = new URLSearchParams(location.hash.split("?")[1] ?? "").get("status") ?? ""
  document.title = "Payouts"
  drawFilters()
  loadList(false)
}

function drawFilters() {
  place("filters").replaceChildren(...filters.map(([value, label]) => {
    const link = make("a", label, { href: value === "" ? "#/" : `#/?status=${value}` })
    if (value === status) link.setAttribute("aria-current", "true")
    return link
  }))
}

async function loadList(older) {
  const mine = ++turn
  const query = new URLSearchParams({ limit: "100", ...(status === "" ? {} : { status }), ...(older && cursor !== null ? { cursor } : {}) })
  const page = await get(`/v1/payouts?${query}`)
  if (page === null || mine !== turn) return
  if (!older) {
    shown = new Map()
    place("rows").replaceChildren()
  }
  for (const payout of page.data) drawRow(payout, false)
  cursor = page.nextCursor
  place("more").hidden = cursor === null
  showAges()
}

/** Draws a row anew where it stands, or adds it: above when it is news, below when it comes with the list. */
function drawRow(payout, isNews) {
  const known = shown.get(payout.id)
  const belongs = status === "" || payout.status === status
  if (!belongs) {
    known?.row.remove()
    shown.delete(payout.id)
    return
  }
  const row = known?.row ?? document.createElement("tr")
  const name = make("td")
  name.append(make("a", payout.id, { href: `#/p/${encodeURIComponent(payout.id)}` }))
  const age = make("td", "", { class: "number" })
  row.replaceChildren(name, statusCell(payout), make("td", rupees(payout.amountPaise), { class: "number" }), age)
  if (known === undefined) place("rows")[isNews ? "prepend" : "append"](row)
  shown.set(payout.id, { row, age, createdAt: Date.parse(payout.createdAt) })
  place("empty").hidden = true
}

function statusCell(payout) {
  const cell = make("td")
  cell.append(statusText(payout))
  return cell
}

function statusText(payout) {
  const held = payout.hold === null ? "" : ` (${payout.hold.kind})`
  return make("span", `${labels[payout.status] ?? payout.status}${held}`, { class: `status ${payout.status}` })
}

function showAges() {
  const now = Date.now() + clockAheadMs
  for (const { age, createdAt } of shown.values()) age.textContent = span(now - createdAt)
  place("empty").hidden = shown.size > 0
}

async function loadDetail() {
  const id = openId
  const payout = await get(`/v1/payouts/${encodeURIComponent(id)}`)
  if (id !== openId) return
  const view = place("detail-view")
  const back = make("a", "← All payouts", { href: "#/" })
  if (payout === null) return view.replaceChildren(back, make("p", `There is no payout ${id}.`))
  document.title = `${id} – Payouts`
  view.replaceChildren(back, summaryCard(payout), make("h2", "What happened"), timeline(payout.timeline))
}

function summaryCard(payout) {
  const card = make("section", null, { class: "card" })
  const facts = [
    ["To", payout.beneficiary.vpa ?? `account ${payout.beneficiary.accountNumber}, ${payout.beneficiary.ifsc}`],
    ["Rail", payout.rail.toUpperCase()],
    ["Remark", payout.remark || "–"],
    ...(payout.scheduledFor === null ? [] : [["Not before", indianTime(payout.scheduledFor)]]),
    ...(payout.hold === null ? [] : [["Held", `${payout.hold.kind}: ${payout.hold.reason}`]]),
    ["Reference", payout.attempts.map((attempt) => attempt.reference).join(", ") || "none yet"],
    ["RRN or UTR", payout.attempts.map((attempt) => attempt.rrn).filter(Boolean).join(", ") || "none yet"],
    ["Taken on", indianTime(payout.createdAt)],
    ...(payout.reviewReason === null ? [] : [["For people", payout.reviewReason]]),
    ["What next", payout.next.text]
  ]
  const list = make("dl")
  for (const [term, value] of facts) list.append(make("dt", term), make("dd", value))
  card.append(make("h2", payout.id), make("div", rupees(payout.amountPaise), { class: "amount" }), statusText(payout), list)
  return card
}

function timeline(entries) {
  const list = make("ol", null, { class: "timeline" })
  for (const entry of entries) {
    const item = make("li")
    item.append(make("time", indianTime(entry.time), { datetime: entry.time }), make("span", entry.text))
    if (entry.next !== undefined) item.append(make("div", entry.next, { class: "quiet" }))
    list.append(item)
  }
  return list
}

async function checkRails() {
  const state = await fetch("/readyz").then((answer) => answer.json()).catch(() => null)
  const paused = state?.pausedRails ?? []
  place("warning").hidden = paused.length === 0
  place("warning").textContent = paused.map(({ rail, reason }) => `${rail.toUpperCase()} is paused and sends nothing: ${reason}. Mend the cause, then run: hundi-worker resume ${rail}`).join(" ")
}

/** Server-sent events by fetch, since EventSource cannot carry a token. Ends and begins again for ever. */
async function followEvents() {
  for (;;) {
    try {
      const answer = await fetch("/v1/events", { headers: authorization() })
      if (!answer.ok || answer.body === null) throw new Error("no events")
      place("live").textContent = "Live"
      if (openId === null) loadList(false)
      let text = ""
      for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
        const blocks = (text + piece).split("\n\n")
        text = blocks.pop()
        blocks.forEach(hear)
      }
    } catch {
      // The worker is away: it comes back, or it does not.
    }
    place("live").textContent = "Not connected; trying again"
    await new Promise((resolve) => setTimeout(resolve, 2000))
  }
}

function hear(block) {
  const field = (name) => block.split("\n").find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
  const data = field("data")
  if (data === undefined) return
  const value = JSON.parse(data)
  if (field("event") === "hello") clockAheadMs = Date.parse(value.now) - Date.now()
  if (field("event") !== "payout") return
  if (openId === null) {
    drawRow(value, true)
    showAges()
  } else if (openId === value.id) loadDetail()
}

async function get(path) {
  const answer = await fetch(path, { headers: authorization() }).catch(() => null)
  if (answer?.status === 401) {
    await askForToken()
    return get(path)
  }
  return answer?.ok === true ? answer.json() : null
}

function authorization() {
  const token = sessionStorage.getItem("token")
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

async function askForToken() {
  const dialog = place("token-dialog")
  if (!dialog.open) dialog.showModal()
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }))
  sessionStorage.setItem("token", place("token").value)
}

function make(tag, text = null, attributes = {}) {
  const element = document.createElement(tag)
  if (text !== null) element.textContent = text
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

/** Paise, a decimal string, as rupees in Indian grouping: 12345678 is ₹1,23,456.78. No floating point on the way. */
function rupees(paise) {
  const digits = paise.padStart(3, "0")
  const whole = digits.slice(0, -2)
  const head = whole.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ",")
  return `₹${head === "" ? "" : `${head},`}${whole.slice(-3)}.${digits.slice(-2)}`
}

function indianTime(text) {
  return `${new Date(text).toLocaleString("en-IN", { timeZone: "Asia/Kolkata", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false })} IST`
}

function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}
