import { Worker } from "node:worker_threads"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { createNodePool } from "@hundi/crypto-envelope/node-pool"
import { median, medianRatio } from "./rates.ts"

const ROUNDS = 5
const THREADS = 2
const IN_FLIGHT = 16

/** One bare loop of raw private operations in a thread of its own; plain JavaScript, so that nothing of ours runs in it. */
const RAW_LOOP = `
  const { parentPort, workerData } = require("node:worker_threads")
  const { constants, createPrivateKey, privateDecrypt } = require("node:crypto")
  const options = { key: createPrivateKey(workerData.pem), padding: constants.RSA_NO_PADDING }
  const block = new Uint8Array(512).fill(1)
  parentPort.on("message", (spanMs) => {
    const began = performance.now()
    let count = 0
    while (performance.now() - began < spanMs) { privateDecrypt(options, block); count++ }
    parentPort.postMessage((count * 1000) / (performance.now() - began))
  })`

/** A pool of two threads against two bare loops in two threads, interleaved; medians, opened a second. */
export const benchPool = async (
  keys: { readonly certificatePem: string; readonly privateKeyPem: string },
  sealed: string,
  spanMs: number
): Promise<{ readonly pool: number; readonly twoRawLoops: number; readonly ratio: number }> => {
  const loops = Array.from({ length: THREADS }, () => new Worker(RAW_LOOP, { eval: true, workerData: { pem: keys.privateKeyPem } }))
  const pool = createNodePool({ size: THREADS })
  const envelope = await createEnvelope({
    recipientCertificate: keys.certificatePem,
    privateKey: keys.privateKeyPem,
    profile: profiles.composite,
    pool
  })
  const rawRound = async (): Promise<number> => {
    const rates = loops.map((loop) => new Promise<number>((resolve) => loop.once("message", resolve)))
    for (const loop of loops) loop.postMessage(spanMs)
    return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0)
  }
  const poolRound = async (): Promise<number> => {
    const began = performance.now()
    let count = 0
    const lane = async (): Promise<void> => {
      while (performance.now() - began < spanMs) {
        await envelope.open(sealed)
        count++
      }
    }
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
    return (count * 1000) / (performance.now() - began)
  }
  const [ours, raw]: [number[], number[]] = [[], []]
  await rawRound()
  await poolRound()
  for (let round = 0; round < ROUNDS; round++) {
    raw.push(await rawRound())
    ours.push(await poolRound())
  }
  await pool.close()
  await Promise.all(loops.map((loop) => loop.terminate()))
  return { pool: median(ours), twoRawLoops: median(raw), ratio: medianRatio(ours, raw) }
}
