import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { makeVaultKey } from "@hundi/operations/at-rest"
import { formatWebhookSecret } from "@hundi/operations/outbox"
import { deno } from "../deno.ts"
import { readTextFile } from "../read-text-file.ts"

const KEYS = ".hundi/keys"
const SETTINGS = ".hundi/callbacks.env"
const KINDS: Readonly<Record<string, string>> = {
  "upi.callback": "/v1/callbacks/upi",
  "cib.transaction": "/v1/callbacks/cib",
  "ecollection.msg_hold": "/v1/callbacks/collections/hold",
  "ecollection.mis_posting": "/v1/callbacks/collections/mis"
}

/**
 * Makes what is missing: keys, secrets and settings; replaces nothing. With `--simulator URL` it registers a partner there too, and tells
 * the simulated bank where to call.
 */
const main = async (): Promise<void> => {
  deno.mkdirSync(KEYS, { recursive: true, mode: 0o700 })
  const certificatePem = await keepPartnerKeys()
  keep("vault.keys", () => `# id, first day (IST), key\n${makeVaultKey("first", Date.now())}\n`)
  keep("webhook.secret", () => `${formatWebhookSecret(crypto.getRandomValues(new Uint8Array(32)))}\n`)
  const at = deno.args.indexOf("--simulator")
  const url = at === -1 ? undefined : deno.args[at + 1]
  const bank = url === undefined ? [] : await register(url, certificatePem)
  const isNew = write(SETTINGS, [
    "# What you agreed with the bank for message holds that are not answered in time: accept or reject.",
    "HUNDI_HOLD_DEFAULT=reject",
    "HUNDI_HOLD_RULES_FILE=.hundi/hold-rules.json",
    "# Where events go; without it they wait in the database.",
    "HUNDI_WEBHOOK_URL=http://127.0.0.1:4400/",
    "HUNDI_WEBHOOK_SECRET_FILE=.hundi/keys/webhook.secret",
    ...bank,
    ""
  ].join("\n"))
  write(".hundi/hold-rules.json", `${JSON.stringify([{ mostPaise: "10000000", decide: "accept" }], null, 2)}\n`)
  console.log(isNew ? `settings are in ${SETTINGS}, keys in ${KEYS}` : `${SETTINGS} was there and stays`)
  if (url === undefined) console.log(`put the bank's certificate into ${KEYS}/bank.cer, and give the bank ${KEYS}/partner.cer`)
}

const keepPartnerKeys = async (): Promise<string> => {
  const known = readTextFile(`${KEYS}/partner.cer`)
  if (known !== undefined) return known
  const { privateKeyPem, certificatePem } = await generatePartnerKeys({ commonName: "callbacks", now: Date.now() })
  write(`${KEYS}/partner.key`, privateKeyPem)
  write(`${KEYS}/partner.cer`, certificatePem)
  return certificatePem
}

/** What a simulator answers at registration. `apiKey` is a secret. */
interface Partner {
  readonly apiKey: string
  readonly corpId: string
  readonly userId: string
  readonly urn: string
  readonly aggrId: string
  readonly debitAccount: string
}

const register = async (url: string, certificatePem: string): Promise<readonly string[]> => {
  if (readTextFile(SETTINGS) !== undefined) return []
  const call = async (path: string, body?: object): Promise<Response> => {
    const init = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
    const reply = await fetch(new URL(path, url), init)
    if (!reply.ok) throw new Error(`the simulator answered ${path} with status ${reply.status}`)
    return reply
  }
  write(`${KEYS}/bank.cer`, await (await call("/_sim/certificate")).text())
  const partner = (await (await call("/_sim/partners", { name: "Callbacks on Deno", certificatePem })).json()) as Partner
  for (const [kind, path] of Object.entries(KINDS)) await call("/_sim/callbacks", { partner: partner.apiKey, kind, url: `http://127.0.0.1:4300${path}` })
  return [
    "# The simulated bank: our own statement is asked about MIS without a message hold.",
    `HUNDI_BANK_URL=${url}`,
    `HUNDI_API_KEY=${partner.apiKey}`,
    `HUNDI_CORP_ID=${partner.corpId}`,
    `HUNDI_USER_ID=${partner.userId}`,
    `HUNDI_URN=${partner.urn}`,
    `HUNDI_AGGR_ID=${partner.aggrId}`,
    `HUNDI_COLLECTION_ACCOUNT=${partner.debitAccount}`
  ]
}

const keep = (name: string, make: () => string): void => {
  if (readTextFile(`${KEYS}/${name}`) === undefined) write(`${KEYS}/${name}`, make())
}

/** False: the file was there and stays. */
const write = (path: string, text: string): boolean => {
  if (readTextFile(path) !== undefined) return false
  deno.writeTextFileSync(path, text, { mode: 0o600, createNew: true })
  return true
}

try {
  await main()
} catch (error) {
  console.error(`setup: ${error instanceof Error ? error.message : "failed"}`)
  deno.exit(1)
}
