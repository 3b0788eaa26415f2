import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createEnvelope, profiles } from "../index.ts"
import { generatePartnerKeys, readPkcs12 } from "../x509.ts"
import { CommandError } from "./keys-io.ts"
import type { KeysIo } from "./keys-io.ts"
import { runKeys } from "./run-keys.ts"

const load = (name: string): any => JSON.parse(readFileSync(new URL(`../../../../tooling/vectors/envelope/${name}`, import.meta.url), "utf8"))
const { testOnlyKeys } = load("envelope.json")
const { pkcs12, chain, password } = load("x509.json")
const partner = testOnlyKeys.partner4096
const now = Date.UTC(2026, 10, 25, 10)

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly files: Map<string, { readonly content: string | Uint8Array; readonly secret: boolean }>
}
const base: Readonly<Record<string, string | Uint8Array>> = {
  "bank.cer": testOnlyKeys.partner2048.certificate,
  "bank.key": testOnlyKeys.partner2048.privateKey,
  "partner.key": partner.privateKey,
  "partner.cer": partner.certificate,
  "partner.p12": Buffer.from(pkcs12[0].base64, "base64"),
  "old.p12": Buffer.from(pkcs12.find(({ id }: { id: string }) => id.includes("RC2-40")).base64, "base64"),
  "chain.pem": chain.leaf + chain.intermediate,
  "root.pem": chain.root,
  "twin.pem": chain.twinOfRoot,
  "password.txt": `${password}\r\n`,
  "pair.pem": partner.privateKey + partner.certificate
}

interface Surroundings {
  readonly files?: Record<string, string | Uint8Array>
  readonly env?: Record<string, string>
  readonly answers?: readonly string[]
  readonly nowMs?: number
}
async function run(args: string, more: Surroundings = {}): Promise<Ran> {
  const files = new Map(Object.entries({ ...base, ...more.files }).map(([path, content]) => [path, { content, secret: false }]))
  const known = new Set(files.keys())
  const answers = [...(more.answers ?? [])]
  let out = ""
  let err = ""
  const io: KeysIo = {
    nowMs: more.nowMs ?? now,
    read: async (path) => {
      const file = files.get(path)
      if (file === undefined) throw new CommandError(1, `${path} cannot be read: there is no such file.`)
      return typeof file.content === "string" ? new TextEncoder().encode(file.content) : file.content
    },
    write: async (path, content, { secret, force }) => {
      if (files.has(path) && !force) throw new CommandError(1, `${path} exists already. --force replaces it.`)
      files.set(path, { content, secret })
      known.delete(path)
    },
    exists: (path) => files.has(path),
    join,
    out: (text) => void (out += `${text}\n`),
    complain: (text) => void (err += `${text}\n`),
    env: (name) => more.env?.[name],
    ask: async () => answers.shift()
  }
  const code = await runKeys(args.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', "")) ?? [], io)
  for (const path of known) files.delete(path)
  return { code, out, err, files }
}
const noSecret = ({ out, err }: Ran): void => expect(out + err).not.toMatch(/PRIVATE KEY|MII[EJ]/)

test("help for the program and for each command", async () => {
  const program = await run("--help")
  expect(program).toMatchObject({ code: 0, err: "" })
  for (const name of ["new", "csr", "self-signed", "inspect", "convert", "seal", "open"]) {
    expect(program.out).toContain(`\n  ${name}`)
    const { code, out } = await run(`${name} --help`)
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`^hundi-keys ${name} [^]*--json [^]*--help`))
    expect(out).not.toContain("undefined")
  }
  expect(await run("")).toMatchObject({ code: 2, out: "", err: program.out })
})

test.each([
  ["toString", "There is no command toString. hundi-keys --help lists them."],
  ["new --nmae x", "Unknown option '--nmae'. hundi-keys new --help lists the options."],
  ["new", 'The certificate needs a name: --name "Asha Traders"'],
  ["new --name A B", "Not understood: B. Names with spaces need quotes."],
  ["new --name A --bits 1024 --base x", "--bits is 4096 or 2048."],
  ["new --name A --days 0 --base x", "--days is a whole number from 1 to 3650."],
  ["self-signed --name A", "self-signed needs --key FILE; hundi-keys new makes a key as well."],
  ["inspect", "inspect needs a file: hundi-keys inspect partner.cer"],
  ["inspect partner.key --key partner.key", "--key and --roots check a certificate, and no file holds one."],
  ["inspect partner.p12", "partner.p12 needs a password: give --password-file FILE or set HUNDI_KEYS_PASSWORD."],
  ["convert", "convert takes one file: hundi-keys convert partner.key --to pkcs8 --out new.key"],
  ["convert partner.key --to pem", "--to is one of pkcs8, pkcs1, base64, jwk, p12, certificate, der, public."],
  ["convert partner.key --to jwk", "--to jwk is a private key: give --out FILE, or --show to print it."],
  ["convert partner.cer --to der --show", "--to der needs --out FILE: it is not text."],
  ["convert partner.key --to p12 --out x.p12", "A p12 file holds a certificate too: give --certificate FILE."],
  ["seal x.json", "seal needs the recipient's certificate: --to bank.cer"],
  ["seal --to bank.cer --profile imps", expect.stringMatching(/^--profile is one of composite, /)],
  ["open body.json", "open needs your private key: --key partner.key"]
])("called in a wrong way: %s", async (args, message) => {
  const ran = await run(args)
  expect({ code: ran.code, out: ran.out, err: ran.err.trim() }).toEqual({ code: 2, out: "", err: message })
  const asJson = await run(`${args} --json`)
  if (!args.includes("toString")) expect(JSON.parse(asJson.out)).toEqual({ error: { code: "USAGE", message } })
  expect([...ran.files]).toEqual([])
})

test.each([
  ["inspect nothing.cer", "FILE", "nothing.cer cannot be read: there is no such file."],
  ["new --name A", "FILE", "partner.key and partner.cer: there already. Choose another --out or --base, or replace with --force."],
  ["inspect old.p12 --password-file password.txt", "ENVELOPE_LEGACY_FILE", expect.stringContaining("Mend the file with: openssl pkcs12 -legacy ")],
  ["convert partner.cer --to pkcs8 --out x", "ENVELOPE_KEY", "partner.cer: found a certificate, expected a private key."],
  ["convert partner.key --to certificate", "ENVELOPE_KEY", "partner.key: found a private key, expected a certificate."],
  ["open bank.cer --key partner.cer", "ENVELOPE_KEY", "partner.cer: found a certificate, expected a private key."],
  ["open bank.cer --key partner.key", "ENVELOPE_OPEN_FAILED", "The message could not be opened."],
  ["seal bank.cer --to bank.cer", "FILE", "The text to seal is not JSON."],
  ["seal password.txt --to partner.key", "FILE", "The text to seal is not JSON."],
  ["convert partner.key --to p12 --out x --certificate bank.cer --new-password-file password.txt", "ENVELOPE_KEY_MISMATCH", expect.stringContaining("does not belong")]
])("refused: %s", async (args, code, message) => {
  const ran = await run(args)
  expect({ code: ran.code, out: ran.out, err: ran.err.trim() }).toEqual({ code: 1, out: "", err: message })
  expect(JSON.parse((await run(`${args} --json`)).out)).toEqual({ error: { code, message } })
  noSecret(ran)
  expect([...ran.files]).toEqual([])
})

test("new makes a pair that works, and shows no key", async () => {
  const ran = await run('new --name "Asha Traders" --country IN --out keys --base uat --bits 2048 --days 60')
  expect(ran).toMatchObject({ code: 0, err: "" })
  noSecret(ran)
  const [key, cer] = [ran.files.get(join("keys", "uat.key"))!, ran.files.get(join("keys", "uat.cer"))!]
  expect([key.secret, cer.secret]).toEqual([true, false])
  const found = await run("inspect uat.key uat.cer", { files: { "uat.key": key.content, "uat.cer": cer.content } })
  expect(found.code).toBe(1)
  expect(found.out).toContain("REFUSED  certificate: its key has 2048 bits, and the bank asks for 4096. Make a new pair.")
  expect(found.out).toContain("2048 bits: the bank asks for 4096")
  expect(found.out).toContain("expires in 60 days")
  noSecret(found)
})

test("inspect speaks to people", async () => {
  const ran = await run("inspect pair.pem")
  expect(ran.code).toBe(0)
  expect(ran.out).toMatch(/pair.pem: certificate\n {2}For +O=Hundi test vectors, CN=TEST ONLY partner4096\n {2}Issued by +itself \(self-signed\): fine for UAT, refused in production\n {2}Size +4096 bits: fine for the bank\n {2}Valid +2026-11-22 to 2126-10-29: expires in 364\d\d days\n/)
  expect(ran.out).toMatch(/Nothing wrong was found\.\n$/)
  noSecret(ran)
  const json = await run("inspect pair.pem --json")
  expect(JSON.parse(json.out)).toMatchObject({ items: [{ kind: "private key", bits: 4096, encrypted: false }, { kind: "certificate", bits: 4096 }], problems: [] })
  noSecret(json)
})

test("inspect judges dates, pairs, issuers and chains", async () => {
  const codes = async (args: string, nowMs?: number): Promise<unknown> => {
    const ran = await run(`${args} --json`, nowMs === undefined ? {} : { nowMs })
    const found = JSON.parse(ran.out).problems.map(({ code }: { code: string }) => code)
    expect(ran.code).toBe(found.length === 0 ? 0 : 1)
    return found
  }
  expect(await codes("inspect partner.cer --key partner.key")).toEqual([])
  expect(await codes("inspect partner.cer --key bank.key")).toEqual(["ENVELOPE_KEY_MISMATCH"])
  expect(await codes("inspect partner.cer --production")).toEqual(["ENVELOPE_SELF_SIGNED"])
  expect(await codes("inspect bank.cer --bank")).toEqual([])
  expect(await codes("inspect bank.key")).toEqual(["ENVELOPE_KEY_SIZE"])
  expect(await codes("inspect chain.pem --roots root.pem")).toEqual(["ENVELOPE_KEY_SIZE"])
  expect(await codes("inspect chain.pem --roots root.pem --bank")).toEqual([])
  expect(await codes("inspect chain.pem --roots twin.pem --bank")).toEqual(["ENVELOPE_SIGNATURE"])
  expect(await codes("inspect partner.cer", Date.UTC(2200, 0))).toEqual(["ENVELOPE_EXPIRED"])
  expect(await codes("inspect partner.cer", Date.UTC(2020, 0))).toEqual(["ENVELOPE_NOT_YET_VALID"])
  const { out } = await run("inspect partner.cer", { nowMs: Date.UTC(2126, 9, 6) })
  expect(out).toContain("expires in 23 days. Renew it now: the bank takes time to change certificates")
  expect((await run("inspect partner.cer", { nowMs: Date.UTC(2126, 9, 31) })).out).toContain("EXPIRED 1 day ago")
  expect((await run("inspect partner.cer", { nowMs: Date.UTC(2020, 0) })).out).toContain("NOT VALID YET")
})

test("a password comes from a file, the environment or a person", async () => {
  for (const [args, more] of [
    ["--password-file password.txt", {}],
    ["", { env: { HUNDI_KEYS_PASSWORD: password } }],
    ["", { answers: [password] }]
  ] as const)
    expect((await run(`inspect partner.p12 --bank ${args}`, more)).code).toBe(0)
  const wrong = await run("inspect partner.p12", { answers: ["secret-guess"] })
  expect(wrong).toMatchObject({ code: 1, err: "partner.p12: the password is wrong, or the file is damaged.\n" })
})

test("csr and self-signed take the key that is there", async () => {
  const csr = await run('csr --name pay.asha.example --dns pay.asha.example --dns asha.example --organization "Asha Traders" --key partner.key --out req')
  expect(csr.code).toBe(0)
  expect([...csr.files.keys()]).toEqual([join("req", "partner.csr")])
  const found = await run("inspect r.csr", { files: { "r.csr": csr.files.get(join("req", "partner.csr"))!.content } })
  expect(found.out).toMatch(/r.csr: certificate request, for a certificate authority\n {2}For +O=Asha Traders, CN=pay.asha.example\n {2}Size +4096 bits: fine for the bank\n {2}Signature +holds/)
  const own = await run("self-signed --name Asha --key partner.key --out new --days 30 --json")
  expect(JSON.parse(own.out)).toEqual({ files: { cer: join("new", "partner.cer") } })
  const pair = await run("inspect new.cer --key partner.key", { files: { "new.cer": own.files.get(join("new", "partner.cer"))!.content } })
  expect(pair.code).toBe(0)
  const fresh = await run("csr --name Asha --bits 2048 --base fresh")
  expect([...fresh.files].map(([path, { secret }]) => [path, secret])).toEqual([["fresh.key", true], ["fresh.csr", false]])
  noSecret(fresh)
})

test("convert writes every format, and prints a private key only when asked", async () => {
  for (const to of ["pkcs8", "pkcs1", "base64"]) {
    const ran = await run(`convert partner.key --to ${to} --out new.key`)
    expect(ran).toMatchObject({ code: 0, out: `new.key  ${to}, secret: readable by you alone\n` })
    const file = ran.files.get("new.key")!
    expect(file.secret).toBe(true)
    const again = await run("convert new.key --to pkcs8 --show", { files: { "new.key": file.content } })
    expect(again.out.trim()).toBe(partner.privateKey.trim())
  }
  expect(JSON.parse((await run("convert partner.key --to jwk --show")).out)).toMatchObject({ kty: "RSA", e: "AQAB" })
  expect((await run("convert partner.key --to public")).out).toBe((await run("convert partner.cer --to public")).out)
  expect((await run("convert partner.cer --to certificate")).out.trim()).toBe(partner.certificate.trim())
  const der = (await run("convert partner.cer --to der --out bank.der")).files.get("bank.der")!
  expect((await run("inspect bank.der", { files: { "bank.der": der.content } })).code).toBe(0)
  const packed = await run("convert partner.key --certificate partner.cer --to p12 --out new.p12 --new-password-file password.txt")
  expect((await readPkcs12(packed.files.get("new.p12")!.content, password)).privateKeyPem).toBe(partner.privateKey)
  const unpacked = await run("convert partner.p12 --to certificate --password-file password.txt")
  expect(unpacked.out.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
  expect(await run("convert partner.key --to pkcs1 --out partner.cer")).toMatchObject({ code: 1, err: "partner.cer exists already. --force replaces it.\n" })
  expect((await run("convert partner.key --to pkcs1 --out partner.cer --force")).code).toBe(0)
})

test("seal and open, hybrid and by RSA alone", async () => {
  const value = { tranRefNo: "T1", beneName: "आशा" }
  const files = { "-": JSON.stringify(value), "value.json": `\uFEFF${JSON.stringify(value)}` }
  for (const profile of Object.keys(profiles)) {
    const sealed = await run(`seal --to bank.cer --profile ${profile} --service LOP`, { files })
    expect(sealed).toMatchObject({ code: 0, err: "" })
    const opened = await run(`open --key bank.key --profile ${profile} --json`, { files: { "-": sealed.out } })
    expect(JSON.parse(opened.out)).toEqual({ sealed: true, value })
  }
  const { body, contentType } = JSON.parse((await run("seal value.json --to bank.cer --request-id r1 --service LOP --json", { files })).out)
  expect(contentType).toBe("application/json")
  expect(JSON.parse(body)).toMatchObject({ requestId: "r1", service: "LOP" })
  const { certificate, privateKey } = testOnlyKeys.partner2048
  const envelope = await createEnvelope({ recipientCertificate: certificate, privateKey, profile: profiles.composite })
  expect(await envelope.open(body)).toEqual({ sealed: true, value })
  const plain = await run("open plain.json --key bank.key", { files: { "plain.json": '{"success":false}' } })
  expect(plain).toMatchObject({ code: 0, out: '{\n  "success": false\n}\n', err: "Note: this body was not sealed. Anyone on the way can have written it.\n" })
})

let folder = ""
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "hundi-keys-"))))
afterAll(() => rmSync(folder, { recursive: true }))

test("the program itself: modes of files, standard input, exit codes", async () => {
  const script = fileURLToPath(new URL("main.node.ts", import.meta.url))
  const hundiKeys = (args: readonly string[], input = ""): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, [script, ...args], { cwd: folder, input, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } })
  expect(hundiKeys(["new", "--name", "Asha", "--bits", "2048", "--out", "a/b"])).toMatchObject({ status: 0, stderr: "" })
  expect(statSync(join(folder, "a/b/partner.key")).mode & 0o777).toBe(0o600)
  const before = readFileSync(join(folder, "a/b/partner.key"), "utf8")
  expect(hundiKeys(["new", "--name", "Asha", "--bits", "2048", "--out", "a/b"]).status).toBe(1)
  expect(readFileSync(join(folder, "a/b/partner.key"), "utf8")).toBe(before)
  writeFileSync(join(folder, "open.key"), "old", { mode: 0o644 })
  const convert = ["convert", "a/b/partner.key", "--to", "pkcs8", "--out", "open.key"]
  expect(hundiKeys(convert)).toMatchObject({ status: 1, stderr: "open.key exists already. --force replaces it.\n" })
  expect(hundiKeys([...convert, "--force"]).status).toBe(0)
  expect(statSync(join(folder, "open.key")).mode & 0o777).toBe(0o600)
  const sealed = hundiKeys(["seal", "--to", "a/b/partner.cer"], '{"a":1}')
  expect(hundiKeys(["open", "--key", "open.key"], String(sealed.stdout)).stdout).toBe('{\n  "a": 1\n}\n')
  expect(hundiKeys(["inspect", "none"])).toMatchObject({ status: 1, stderr: "none cannot be read: there is no such file.\n" })
  expect(hundiKeys(["nothing"]).status).toBe(2)
  const { certificatePem } = await generatePartnerKeys({ commonName: "A", bits: 2048, now: Date.now() })
  expect(hundiKeys(["inspect", "-", "--bank"], certificatePem)).toMatchObject({ status: 0, stderr: "" })
})
