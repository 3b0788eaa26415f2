import { createPublicKey } from "node:crypto"
import { readFileSync } from "node:fs"
import { printReport, verifyReport as check } from "@hundi/operations/evidence"
import type { PeopleCommand } from "../cli/parse-people-command.ts"
import { SetupError } from "../setup/setup-error.ts"

/** Says in plain words whether a signed report holds. Returns the exit code: 0 it does, 1 it does not. @throws SetupError */
export const verifyReport = async ({ file, key, json }: Extract<PeopleCommand, { readonly name: "report" }>): Promise<number> => {
  const text = readText(file, "the report")
  const found = await check(text, { ed25519: await readPublicKey(key) })
  if (json) print(JSON.stringify(found))
  else if (found.valid) {
    print("IT HOLDS: nothing in this report was changed since the owner of this key signed it.")
    process.stdout.write(`\n${printReport(found).text}`)
  } else print(`IT DOES NOT HOLD: ${found.why}. Do not rely on it; ask whoever signed it for the original.`)
  return found.valid ? 0 : 1
}

const readPublicKey = async (path: string): Promise<CryptoKey> => {
  const pem = readText(path, "--key")
  const refuse = (): never => {
    throw new SetupError("--key: the signer's Ed25519 public key in PEM: openssl pkey -in private.pem -pubout")
  }
  try {
    const key = createPublicKey(pem)
    if (key.asymmetricKeyType !== "ed25519") return refuse()
    return await globalThis.crypto.subtle.importKey("jwk", key.export({ format: "jwk" }), "Ed25519", true, ["verify"])
  } catch (error) {
    return error instanceof SetupError ? Promise.reject(error) : refuse()
  }
}

const readText = (path: string, name: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw new SetupError(`${name}: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? "failed"})`)
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
