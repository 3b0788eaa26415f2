import { constants, createPrivateKey, privateDecrypt } from "node:crypto"
import { DatabaseSync } from "node:sqlite"

const COMMITS_A_PAYOUT = 4

/**
 * What one payout cannot do without, with nothing around it: one raw private operation with a cached key, and four durable
 * commits. Returns payouts a second over `count` of them.
 */
export const createRawLimit = (privateKeyPem: string, path: string) => {
  const options = { key: createPrivateKey(privateKeyPem), padding: constants.RSA_NO_PADDING }
  const ciphertext = new Uint8Array(512).fill(1)
  const database = new DatabaseSync(path)
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
  const insert = database.prepare("INSERT INTO t (body) VALUES (?)")
  return {
    measure: (count: number): number => {
      const began = performance.now()
      for (let index = 0; index < count; index++) {
        privateDecrypt(options, ciphertext)
        for (let commit = 0; commit < COMMITS_A_PAYOUT; commit++) insert.run("x".repeat(200))
      }
      return (count * 1000) / (performance.now() - began)
    },
    close: () => database.close()
  }
}
