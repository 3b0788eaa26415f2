import { fail, type Finding, note, ok, warn } from "./finding.ts"
import { judgeDates } from "./judge-certificate.ts"
import type { HostFacts } from "./probe-host.ts"

interface About {
  readonly host: string
  /** On this machine: nobody keeps an allow-list. */
  readonly simulated: boolean
  readonly now: number
}

/** The way to the bank, in plain words: name, connection, handshake, the server's certificate, and the allow-list. */
export const checkReach = (facts: HostFacts, about: About): readonly Finding[] => {
  const { host, simulated } = about
  if (facts.dnsFault !== undefined) {
    return [fail("bank", `the name ${host} cannot be looked up (${facts.dnsFault}, after ${facts.dnsMs} ms)`, "check HUNDI_BANK_URL for a slip, and this machine's DNS")]
  }
  const named = `name found in ${facts.dnsMs} ms`
  if (facts.tcpFault !== undefined) return [simulated ? simulatorAway(host, facts.tcpFault) : refused(host, facts.tcpFault, "connection", facts)]
  if (facts.tlsFault !== undefined) return [refused(host, facts.tlsFault, "TLS handshake", facts)]
  const shaken = facts.tlsMs === undefined ? "" : `, TLS (${facts.tlsVersion ?? "version unknown"}) in ${facts.tlsMs} ms`
  return [
    ok("bank", `${host} answers: ${named}, connected in ${facts.tcpMs ?? 0} ms${shaken}`),
    ...judgeServer(facts, about),
    ...(simulated ? [] : [note("allow-list", `the bank takes calls only from addresses that it has allow-listed; ${leaving(facts)}. A call from another address is answered with 401, or 500 "Not a valid IP", which looks like an encryption fault`)])
  ]
}

const simulatorAway = (host: string, fault: string): Finding =>
  fail("bank", `nothing listens at ${host} (${fault})`, "start the simulator, or set HUNDI_BANK_URL to where it is")

/** A firewall that does not know us refuses, resets or stays silent; from here these look like any other fault of the line. */
const refused = (host: string, fault: string, step: string, facts: HostFacts): Finding => {
  const said = { ECONNREFUSED: "was refused", ECONNRESET: "was reset", ETIMEDOUT: "got no answer", EHOSTUNREACH: "found no way" }[fault] ?? "failed"
  return fail(
    "bank",
    `the ${step} to ${host} ${said} (${fault}). The bank drops calls from addresses that are not on its allow-list; ${leaving(facts)}`,
    "ask your network team for the public address that this machine's calls leave from (and that port 443 is open to the bank), and have the bank allow-list it"
  )
}

/** What we know without asking anybody. */
const leaving = ({ localAddress }: HostFacts): string => {
  if (localAddress === undefined) return "which address these calls leave from is not known here"
  return isPrivate(localAddress)
    ? `these calls leave this machine as ${localAddress}, a private address that a gateway turns into a public one, which is not known here`
    : `these calls appear to come from ${localAddress}`
}

const isPrivate = (address: string): boolean =>
  /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(address) || /^(::1$|f[cd]|fe[89ab])/i.test(address)

const judgeServer = (facts: HostFacts, { now, simulated }: About): readonly Finding[] => {
  const [own, ...above] = facts.chain
  if (own === undefined) return []
  const trust =
    facts.distrust === undefined
      ? []
      : [(simulated ? warn : fail)("server certificate, trust", `it is not trusted: ${facts.distrust}`, distrustTodo(facts.distrust))]
  const todo = "the bank renews it; if it does not in time, calls will fail before a byte is sent: ask the bank's support"
  const dates = judgeDates("server certificate", own, now, `${1 + above.length} in the chain`, todo)
  const lapsing = above.map((one) => judgeDates("server certificate, issuer", one, now, "a certificate above it", todo)).filter(({ result }) => result !== "ok")
  return [...trust, dates, ...lapsing]
}

const distrustTodo = (distrust: string): string =>
  distrust === "ERR_TLS_CERT_ALTNAME_INVALID"
    ? "it belongs to another name: check HUNDI_BANK_URL; somebody may stand between you and the bank"
    : "if your company inspects TLS, exempt the bank's host, or add that authority with NODE_EXTRA_CA_CERTS; never switch the check off"
