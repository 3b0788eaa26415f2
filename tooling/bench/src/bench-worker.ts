import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { composite } from "@hundi/catalog/composite"
import { createBank } from "@hundi/core"
import { createNodeTransport } from "@hundi/core/node"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { generatePartnerKeys } from "@hundi/crypto-envelope/x509"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import type { BenchResult } from "./main.ts"
import { median, medianRatio } from "./rates.ts"
import { createRawLimit } from "./raw-limit.ts"
import { startBankSim } from "@hundi/e2e/start-bank-sim"

const ROUNDS = 5
const PAYOUTS_A_ROUND = 400
const LIMIT_OPERATIONS = 200
const IN_FLIGHT = 16

/** Payouts a second through the whole line, against what no line could do without. */
export const benchWorker = async (say: (line: string) => void): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), "hundi-bench-"))
  const sim = await startBankSim(join(folder, "bank"))
  try {
    const { bank, journal, privateKeyPem } = await openBank(sim.url, folder)
    const limit = createRawLimit(privateKeyPem, join(folder, "limit.sqlite"))
    await payRound(bank, "warm", 100)
    const ours: number[] = []
    const limits: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      limits.push(limit.measure(LIMIT_OPERATIONS))
      ours.push(await payRound(bank, `r${round}`, PAYOUTS_A_ROUND))
      say(`round ${round + 1}: ours ${Math.round(ours.at(-1) ?? 0)}/s, limit ${Math.round(limits.at(-1) ?? 0)}/s`)
    }
    limit.close()
    await journal.close()
    const [ourMedian, limitMedian] = [median(ours), median(limits)]
    const ratio = Math.round(medianRatio(ours, limits) * 1000) / 1000
    return {
      name: "worker",
      ours: Math.round(ourMedian),
      limit: Math.round(limitMedian),
      unit: "payouts/s",
      better: "higher",
      ratio,
      peers: {}
    }
  } finally {
    await sim.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const openBank = async (url: string, folder: string) => {
  const keys = await generatePartnerKeys({ commonName: "bench", now: Date.now() })
  const registered = await fetch(`${url}/_sim/partners`, {
    method: "POST",
    body: JSON.stringify({ name: "bench", certificatePem: keys.certificatePem })
  })
  const partner = (await registered.json()) as Readonly<Record<"apiKey" | "bcId" | "passCode", string>>
  const recipientCertificate = await (await fetch(`${url}/_sim/certificate`)).text()
  const journal = openSqliteJournal(join(folder, "journal.sqlite"))
  const bank = createBank({
    transport: createNodeTransport({ baseUrl: url }),
    sealer: await createEnvelope({ recipientCertificate, privateKey: keys.privateKeyPem, profile: profiles.composite }),
    journal,
    families: { composite },
    settings: {
      partner: { bcId: partner.bcId, passCode: partner.passCode, senderName: "BENCH", mobile: "9999900000", retailerCode: "rcode" },
      apiKey: partner.apiKey,
      environment: "T",
      instance: "01",
      owner: "01",
      fingerprintKey: new Uint8Array(32).fill(3),
      bankTimeoutMs: 30_000
    }
  })
  return { bank, journal, privateKeyPem: keys.privateKeyPem }
}

const payRound = async (bank: Awaited<ReturnType<typeof openBank>>["bank"], name: string, count: number): Promise<number> => {
  const orders = Array.from({ length: count }, (_, index) => ({
    payoutId: `${name}-${index}`,
    amountPaise: BigInt(100 + index),
    beneficiary: { name: "Test Beneficiary", accountNumber: String(200_000_000_000 + index), ifsc: "TEST0000001" },
    remark: "bench"
  }))
  const began = performance.now()
  await bank.payouts.accept(orders)
  let processed = 0
  await new Promise<void>((resolve, reject) => {
    const running = bank.start({
      sends: IN_FLIGHT,
      onFault: reject,
      onProcessed: () => {
        if (++processed === count) void running.stop(0).then(resolve)
      }
    })
  })
  const perSecond = (count * 1000) / (performance.now() - began)
  const standings = await bank.payouts.standings(orders.map((order) => order.payoutId))
  const unsettled = standings.filter((standing) => standing.status !== "settled").length
  if (unsettled > 0 || standings.length !== count)
    throw new Error(`${unsettled} of ${count} payouts did not settle: the figure would flatter`)
  return perSecond
}
