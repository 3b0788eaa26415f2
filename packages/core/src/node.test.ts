import { generateKeyPairSync, sign } from "node:crypto"
import { createServer as createPlainServer, type AddressInfo, type Server } from "node:net"
import { createServer } from "node:tls"
import { expect, it } from "vitest"
import { createNodeTransport } from "./node.ts"

const request = { method: "POST", path: "/", headers: {}, body: "{}", timeoutMs: 5000 } as const
const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return (server.address() as AddressInfo).port
}

it("L3: a TLS connection that is lost after the request is maybe sent", async () => {
  const { keyPem, certificatePem } = makeCertificate()
  let bytes = 0
  const server = createServer({ key: keyPem, cert: certificatePem }, (socket) => {
    socket.on("error", () => undefined)
    socket.once("data", (chunk: Buffer) => {
      bytes = chunk.length
      socket.destroy()
    })
  })
  const baseUrl = `https://127.0.0.1:${await listen(server)}`
  const transport = createNodeTransport({ baseUrl, tls: { ca: certificatePem, servername: "localhost" } })
  const result = await transport.send(request)
  transport.close()
  server.close()
  expect(bytes).toBeGreaterThan(0)
  expect(result).toMatchObject({ kind: "failure", sent: "maybe" })
})

it("L10: a fault is named without the bank's address", async () => {
  const server = createPlainServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  const result = await createNodeTransport({ baseUrl: `http://127.0.0.1:${port}` }).send(request)
  expect(result).toEqual({ kind: "failure", sent: "no", why: "ECONNREFUSED" })
})

/** A certificate for `localhost`, signed by itself: DER by hand (RFC 5280, section 4.1), so that no key lies in the repository. */
const makeCertificate = (): { readonly keyPem: string; readonly certificatePem: string } => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const tag = (type: number, ...parts: readonly (Buffer | string)[]): Buffer => {
    const content = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
    const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 255]
    return Buffer.concat([Buffer.from([type, ...length]), content])
  }
  const sequence = (...parts: readonly Buffer[]): Buffer => tag(0x30, ...parts)
  const ecdsaWithSha256 = sequence(tag(0x06, Buffer.from("2a8648ce3d040302", "hex")))
  const name = sequence(tag(0x31, sequence(tag(0x06, Buffer.from("550403", "hex")), tag(0x0c, "localhost"))))
  const body = sequence(
    tag(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(tag(0x17, "200101000000Z"), tag(0x17, "491231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" })
  )
  const signature = sign("sha256", body, privateKey)
  const der = sequence(body, ecdsaWithSha256, tag(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const base64 = der.toString("base64").replace(/(.{64})/g, "$1\n")
  return {
    keyPem: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    certificatePem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
  }
}
