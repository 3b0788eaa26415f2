// file: examples/seal-an-account.ts
import { createVault, makeVaultKey, parseVaultKeys } from "@hundi/operations/at-rest"

const now = () => Date.UTC(2030, 0, 31, 6)
const keyFile = ["# id, first day (IST), key", makeVaultKey("2029a", Date.UTC(2029, 0, 1)), makeVaultKey("2030a", Date.UTC(2030, 0, 1))].join("\n")
const vault = createVault({ keys: parseVaultKeys(keyFile), now })
const place = { row: "default/rent-1", column: "account_number" }
const sealed = vault.seal("000123456789", place)
console.log(sealed.slice(0, 9), vault.open(sealed, place)) // v1.2030a. 000123456789
console.log(vault.lookups("000123456789", "account_number").length) // 2: WHERE account_hash IN (...), one for each key
