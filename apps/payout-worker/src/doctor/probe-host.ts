import { createSocket } from "node:dgram"
import { lookup } from "node:dns/promises"
import { connect, isIP, type Socket } from "node:net"
import { connect as connectTls, type DetailedPeerCertificate, type TLSSocket } from "node:tls"

/** What one look at a host found. Times are ms. A fault is the system's name of it, such as ECONNREFUSED. */
export interface HostFacts {
  readonly addresses: readonly string[]
  readonly dnsMs: number
  readonly dnsFault?: string
  readonly tcpMs?: number
  readonly tcpFault?: string
  /** Absent where the address is plain http. */
  readonly tlsMs?: number
  readonly tlsFault?: string
  readonly tlsVersion?: string
  /** Why the certificate is not trusted; absent when it is. */
  readonly distrust?: string
  /** The server's own certificate first. */
  readonly chain: readonly ServerCertificate[]
  /** The address of this machine that calls leave from, before any gateway. */
  readonly localAddress?: string
}

/** Dates as the certificate prints them. */
export interface ServerCertificate {
  readonly notBefore: string
  readonly notAfter: string
  readonly bits: number | undefined
}

/** `ca`: an authority to trust beside the system's, PEM. `stepMs`: how long each step may take. */
export interface ProbeOptions {
  readonly ca?: string
  readonly stepMs?: number
}

export type Probe = (url: URL) => Promise<HostFacts>

const STEP_MS = 10_000

/**
 * Looks the host up, connects, and shakes hands, each with the time it took. No request is sent, and nobody else is called. The
 * certificate is looked at whether or not it is trusted; nothing travels over that connection.
 */
export const probeHost = async (url: URL, { ca, stepMs = STEP_MS }: ProbeOptions = {}): Promise<HostFacts> => {
  const secure = url.protocol === "https:"
  const host = url.hostname.replace(/^\[|\]$/g, "")
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port)
  const dns = await timed(stepMs, async () => (await lookup(host, { all: true })).map(({ address }) => address))
  const addresses = dns.value ?? []
  const base = { addresses, dnsMs: dns.ms, chain: [] }
  const [address] = addresses
  if (address === undefined) return { ...base, dnsFault: dns.fault ?? "no address" }
  const local = await ownAddress(address, port)
  const withLocal = local === undefined ? base : { ...base, localAddress: local }
  // As the worker's own calls do: one address after the other, of both families.
  const tcp = await timed(stepMs, () => stands(connect({ host, port }), "connect"))
  if (tcp.value === undefined) return { ...withLocal, tcpFault: tcp.fault ?? "no connection" }
  const connected = { ...withLocal, tcpMs: tcp.ms }
  if (!secure) {
    tcp.value.destroy()
    return connected
  }
  const plain = tcp.value
  const name = isIP(host) === 0 ? { servername: host } : { host }
  const options = { socket: plain, ...name, ...(ca === undefined ? {} : { ca }) }
  const tls = await timed(stepMs, () => stands(connectTls({ ...options, rejectUnauthorized: false }), "secureConnect"))
  if (tls.value === undefined) {
    plain.destroy()
    return { ...connected, tlsFault: tls.fault ?? "no handshake" }
  }
  const facts = { ...connected, tlsMs: tls.ms, ...readHandshake(tls.value) }
  tls.value.destroy()
  return facts
}

const readHandshake = (socket: TLSSocket): Pick<HostFacts, "chain" | "tlsVersion" | "distrust"> => {
  const { authorizationError: error } = socket as { readonly authorizationError?: Error | string | null }
  const distrust = socket.authorized ? undefined : ((error as NodeJS.ErrnoException | undefined)?.code ?? String(error))
  const tlsVersion = socket.getProtocol()
  return {
    chain: chainOf(socket.getPeerCertificate(true)),
    ...(tlsVersion === null ? {} : { tlsVersion }),
    ...(distrust === undefined ? {} : { distrust })
  }
}

/** The issuer of a root is the root itself. */
const chainOf = (first: DetailedPeerCertificate): readonly ServerCertificate[] => {
  const seen = new Set<string>()
  const chain: ServerCertificate[] = []
  let next: DetailedPeerCertificate | undefined = first
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256)
    chain.push({ notBefore: new Date(next.valid_from).toISOString(), notAfter: new Date(next.valid_to).toISOString(), bits: next.bits })
    next = next.issuerCertificate
  }
  return chain
}

const stands = <S extends Socket>(socket: S, event: "connect" | "secureConnect"): Promise<S> =>
  new Promise((resolve, reject) => {
    socket.once(event, () => resolve(socket))
    socket.once("error", reject)
    socket.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })))
  })

/** Connecting a datagram socket sends nothing: the system only says which of its addresses it would use. */
const ownAddress = (address: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = createSocket(isIP(address) === 6 ? "udp6" : "udp4")
    const finish = (found: string | undefined): void => {
      socket.close()
      resolve(found)
    }
    socket.once("error", () => finish(undefined))
    socket.connect(port, address, () => finish(socket.address().address))
  })

interface Timed<A> {
  readonly ms: number
  readonly value?: A
  readonly fault?: string
}

const timed = async <A>(limitMs: number, work: () => Promise<A>): Promise<Timed<A>> => {
  const startedAt = performance.now()
  const ms = (): number => Math.round(performance.now() - startedAt)
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("late"), { code: "ETIMEDOUT" })), limitMs)
  })
  try {
    return { value: await Promise.race([work(), tooLate]), ms: ms() }
  } catch (error) {
    return { fault: (error as NodeJS.ErrnoException).code ?? "failed", ms: ms() }
  } finally {
    clearTimeout(timer)
  }
}
