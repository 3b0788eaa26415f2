/**
 * Makes x509.json with the openssl command line (and Java's keytool, where there is one): PKCS#12 files old and new, encrypted
 * keys, and chains that hold or do not. Key material comes from envelope.json's partner2048 or is made here for tests alone.
 *
 * Run from anywhere: `node tooling/vectors/src/generate-x509.ts`.
 */
import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

interface TestKeys {
  readonly testOnlyKeys: Readonly<Record<string, { readonly privateKey: string; readonly certificate: string }>>
}
const password = "test-only"
const work = mkdtempSync(join(tmpdir(), "hundi-x509-"))
const { testOnlyKeys } = JSON.parse(readFileSync(new URL("../envelope/envelope.json", import.meta.url), "utf8")) as TestKeys
const openssl = (args: readonly string[], input = ""): Buffer => execFileSync("openssl", args, { input, cwd: work, stdio: ["pipe", "pipe", "pipe"] })
const file = (name: string, content: string): string => {
  writeFileSync(join(work, name), content)
  return name
}
const keyFile = file("partner.key", testOnlyKeys["partner2048"]!.privateKey)

// --- chains: root (EC) -> intermediate (RSA) -> leaf; another root and intermediate of the same names -----------------------

const selfSign = (name: string, algorithm: readonly string[], subject: string): void => {
  writeFileSync(join(work, `${name}.key`), openssl(["genpkey", ...algorithm]))
  const authority = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"]
  openssl(["req", "-x509", "-new", "-key", `${name}.key`, "-days", "36500", "-subj", subject, "-out", `${name}.pem`, ...authority])
}
const sign = (name: string, key: string, issuer: string, subject: string, days: number, extensions: string): string => {
  openssl(["req", "-new", "-key", key, "-subj", subject, "-out", `${name}.csr`])
  file(`${name}.ext`, extensions)
  const by = ["-CA", `${issuer}.pem`, "-CAkey", `${issuer}.key`, "-CAcreateserial"]
  openssl(["x509", "-req", "-in", `${name}.csr`, ...by, "-days", String(days), "-extfile", `${name}.ext`, "-out", `${name}.pem`])
  return readFileSync(join(work, `${name}.pem`), "utf8")
}
const ec = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
const rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
const rootName = "/O=Hundi test vectors/CN=TEST ONLY root"
const middleName = "/O=Hundi test vectors/CN=TEST ONLY intermediate"
const leafName = "/C=IN/O=Hundi test vectors/CN=TEST ONLY leaf"
const ca = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n"
const end = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\n"
selfSign("root", ec, rootName)
selfSign("twin", ec, rootName)
for (const name of ["middle", "middle-twin"]) writeFileSync(join(work, `${name}.key`), openssl(["genpkey", ...rsa]))
const middle = sign("middle", "middle.key", "root", middleName, 36500, ca)
const middleTwin = sign("middle-twin", "middle-twin.key", "root", middleName, 36500, ca)
// Five years: a test moves its clock past the leaf's end, and not past the others'.
const leaf = sign("leaf", keyFile, "middle", leafName, 1826, `${end}subjectAltName=DNS:pay.asha.example,DNS:asha.example\n`)
file("leaf.key", testOnlyKeys["partner2048"]!.privateKey)
const byLeaf = sign("by-leaf", "middle.key", "leaf", "/CN=TEST ONLY issued by a leaf", 1826, end)
const short = sign("short", "middle-twin.key", "root", "/CN=TEST ONLY may issue leaves alone", 36500, ca.replace("CA:TRUE", "CA:TRUE,pathlen:0"))
file("short.key", readFileSync(join(work, "middle-twin.key"), "utf8"))
const tooDeep = sign("too-deep", "middle.key", "short", "/CN=TEST ONLY one authority too many", 36500, ca)
file("too-deep.key", readFileSync(join(work, "middle.key"), "utf8"))
const beyond = sign("beyond", keyFile, "too-deep", "/CN=TEST ONLY beyond the path length", 1826, end)
const read = (name: string): string => readFileSync(join(work, name), "utf8")

// --- PKCS#12 and encrypted keys --------------------------------------------------------------------------------------------

const pack = (...options: string[]): string => {
  const inputs = ["-inkey", keyFile, "-in", "leaf.pem", "-certfile", "middle.pem", "-name", "partner"]
  return openssl(["pkcs12", "-export", ...inputs, "-passout", `pass:${password}`, ...options]).toString("base64")
}
const keytool = (): string | undefined => {
  writeFileSync(join(work, "in.p12"), Buffer.from(pack(), "base64"))
  const stores = ["-srckeystore", "in.p12", "-srcstoretype", "PKCS12", "-destkeystore", "java.p12", "-deststoretype", "PKCS12"]
  const { status } = spawnSync("keytool", ["-importkeystore", ...stores, "-srcstorepass", password, "-deststorepass", password], { cwd: work })
  return status === 0 ? readFileSync(join(work, "java.p12")).toString("base64") : undefined
}
const java = keytool()
const hash = ["-macalg", "sha256"]
const pkcs12 = [
  { id: "OpenSSL 3, its defaults", base64: pack(), reads: true },
  { id: "AES-128, MAC with SHA-1", base64: pack("-keypbe", "AES-128-CBC", "-certpbe", "AES-128-CBC", "-macalg", "sha1"), reads: true },
  { id: "certificates in the open", base64: pack("-certpbe", "NONE", ...hash), reads: true },
  { id: "without a MAC", base64: pack("-nomac"), reads: true },
  ...(java === undefined ? [] : [{ id: "Java's keytool", base64: java, reads: true }]),
  { id: "legacy: RC2-40 and 3DES", base64: pack("-legacy"), reads: false, cipher: "RC2-40" },
  { id: "legacy: 3DES throughout", base64: pack("-legacy", "-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES"), reads: false, cipher: "3DES" },
  { id: "legacy: only the key", base64: pack("-legacy", "-certpbe", "AES-256-CBC", "-keypbe", "PBE-SHA1-3DES"), reads: false, cipher: "3DES" }
]
const lock = (...options: string[]): string => openssl(["pkcs8", "-topk8", "-in", keyFile, "-passout", `pass:${password}`, ...options]).toString()
const oldPem = openssl(["rsa", "-in", keyFile, "-traditional", "-aes128", "-passout", `pass:${password}`]).toString()
const encryptedKeys = [
  { id: "AES-256", text: lock("-v2", "aes-256-cbc"), reads: true },
  { id: "AES-128, SHA-1", text: lock("-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA1"), reads: true },
  { id: "PBES2 with 3DES", text: lock("-v2", "des3"), reads: false, says: "3DES" },
  { id: "PBES1 with DES and MD5", text: lock("-v1", "PBE-MD5-DES", "-provider", "legacy", "-provider", "default"), reads: false, says: "DES with MD5" },
  { id: "PBES1 with RC2-40", text: lock("-v1", "PBE-SHA1-RC2-40", "-provider", "legacy", "-provider", "default"), reads: false, says: "RC2-40" },
  { id: "Proc-Type", text: oldPem, reads: false, says: "Proc-Type" }
]

const versions = [openssl(["version"]).toString().trim(), ...(java === undefined ? [] : [`keytool of ${javaVersion()}`])]
function javaVersion(): string {
  return spawnSync("java", ["-version"], { encoding: "utf8" }).stderr.split("\n")[0]!.trim()
}
const content = {
  warning: "TEST ONLY. These private keys are public. Never use them for anything but tests.",
  madeBy: versions.join("; "),
  password,
  pkcs12,
  encryptedKeys,
  chain: { root: read("root.pem"), twinOfRoot: read("twin.pem"), intermediate: middle, twinOfIntermediate: middleTwin, leaf, byLeaf, short, tooDeep, beyond }
}
writeFileSync(new URL("../envelope/x509.json", import.meta.url), `${JSON.stringify(content, null, 1)}\n`)
rmSync(work, { recursive: true })
console.log(`${pkcs12.length} PKCS#12 files, ${encryptedKeys.length} encrypted keys`)
