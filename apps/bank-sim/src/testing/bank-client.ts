import { constants, createCipheriv, createDecipheriv, generateKeyPairSync, privateDecrypt, publicEncrypt, randomBytes } from "node:crypto"
import { Agent, request } from "node:http"

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" }
})
const agent = new Agent({ keepAlive: true })

/** What came over the wire. */
export interface Reply {
  readonly status: number
  readonly text: string
}

/** Sends one request; rejects with the socket's own error. `signal` hangs up. */
export const send = (url: string, body?: string, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const options = { method: body === undefined ? "GET" : "POST", agent, headers, ...(signal === undefined ? {} : { signal }) }
    const outgoing = request(url, options, (incoming) => {
      let text = ""
      incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk))
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, text })).on("error", reject)
    })
    outgoing.on("error", reject).end(body)
  })

/** A partner that seals with node:crypto alone, so that these tests share no code with the simulator's envelope. */
export interface BankClient {
  readonly pay: (fields: Record<string, unknown>, signal?: AbortSignal) => Promise<Record<string, unknown>>
  /** Opens what the bank sealed to this partner. */
  readonly open: (text: string) => Record<string, unknown>
  /** Seals to the bank's certificate. */
  readonly seal: (value: unknown) => string
}

/** Registers a partner and returns what it can do. */
export const connect = async (url: string): Promise<BankClient> => {
  const certificate = (await send(`${url}/_sim/certificate`)).text
  const registration = await send(`${url}/_sim/partners`, JSON.stringify({ name: "Acme", certificatePem: keys.publicKey }))
  const partner = JSON.parse(registration.text) as { apiKey: string; bcId: string; passCode: string }
  const fixed = {
    beneAccNo: "000000000001", beneIFSC: "TEST0000001", amount: "1.00", paymentRef: "x", senderName: "Acme", mobile: "9999900000",
    retailerCode: "rcode", passCode: partner.passCode, bcID: partner.bcId
  }
  return {
    open,
    seal: (value) => seal(certificate, value),
    pay: async (fields, signal) => {
      const clock = JSON.parse((await send(`${url}/_sim/clock`)).text) as { now: string }
      const body = seal(certificate, { ...fixed, localTxnDtTime: istStamp(Date.parse(clock.now)), ...fields })
      const headers = { apikey: partner.apiKey, "x-priority": "0100", "content-type": "application/json" }
      const { text } = await send(`${url}/api/v1/composite-payment`, body, headers, signal)
      return open(text)
    }
  }
}

/** The rows of the ledger. */
export const readLedger = async (url: string): Promise<{ tranRefNo: string; state: string }[]> =>
  (JSON.parse((await send(`${url}/_sim/ledger`)).text) as { debits: { tranRefNo: string; state: string }[] }).debits

const istStamp = (ms: number): string => new Date(ms + 19_800_000).toISOString().replace(/\D/g, "").slice(0, 14)

const seal = (certificate: string, value: unknown): string => {
  const key = randomBytes(8).toString("hex")
  const iv = randomBytes(16)
  const cipher = createCipheriv("aes-128-cbc", key, iv)
  const data = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()])
  const encryptedKey = publicEncrypt({ key: certificate, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(key))
  return JSON.stringify({
    requestId: "", service: "", encryptedKey: encryptedKey.toString("base64"), oaepHashingAlgorithm: "NONE", iv: iv.toString("base64"),
    encryptedData: data.toString("base64"), clientInfo: "", optionalParam: ""
  })
}

const open = (text: string): Record<string, unknown> => {
  const envelope = JSON.parse(text) as Record<string, string>
  if (envelope["encryptedKey"] === undefined) return envelope
  const block = privateDecrypt({ key: keys.privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(envelope["encryptedKey"], "base64"))
  const data = Buffer.from(envelope["encryptedData"] ?? "", "base64")
  const decipher = createDecipheriv("aes-128-cbc", block.subarray(-16), data.subarray(0, 16))
  return JSON.parse(Buffer.concat([decipher.update(data.subarray(16)), decipher.final()]).toString("utf8")) as Record<string, unknown>
}
