// file: examples/detect-a-body.ts
import { detect } from "@hundi/crypto-envelope"

const block = "A".repeat(683) + "="
console.log(detect(JSON.stringify({ encryptedKey: block, encryptedData: "A".repeat(64), iv: "", oaepHashingAlgorithm: "NONE" })))
// { kind: "hybrid", iv: "prefix", padding: "PKCS1", keyBits: 4096, dataBytes: 32, problems: [], ... }
console.log(detect(`r=${block}`)) // { kind: "rsa-only", blocks: 1, keyBits: 4096, rPrefix: true, ... }
console.log(detect("<html><body>Access denied</body></html>")) // { kind: "html" }: a proxy's page
