import { setTimeout as sleep } from "node:timers/promises"
import { compositeRailsOf } from "@hundi/catalog/composite/rails"
import { createBank, type HundiError, type Sealer } from "@hundi/core"
import { createMemoryJournal } from "@hundi/core/testing"
import { createEnvelope, profiles } from "@hundi/crypto-envelope"
import { openSqliteJournal } from "@hundi/journal/sqlite"
import { createTelemetry, type Labels, type ObservableResultLike } from "@hundi/operations/telemetry"
import { createApp } from "../../../../apps/payout-worker/src/http/create-app.ts"
import { makeTestWorker } from "../../../../apps/payout-worker/src/testing/make-test-worker.ts"
import type { Capture } from "./capture.ts"
import { makeClearSealer, makeHostileGate, makeHostileJournal, makeHostileTransport } from "./hostile-bank.ts"
import type { PlantedPerson, PlantedSettings } from "./plant.ts"
import { makeRandom, type RandomSource } from "./random.ts"

/** RSA keys, made once a run: PEM. */
export interface WorldKeys {
  readonly privateKeyPem: string
  readonly certificatePem: string
}

/** What a world is made of. */
export interface WorldParts {
  readonly random: RandomSource
  readonly settings: PlantedSettings
  readonly people: PlantedPerson[]
  readonly keys: WorldKeys
  readonly capture: Capture
}

/** One worker with planted settings, on a bank, a line, a gate and a journal that misbehave. */
export type World = Awaited<ReturnType<typeof makeWorld>>

const HOUR_MS = 3_600_000
const SETTLE_MS = 60

/** The real app, loop, core, journal and telemetry; only what lies outside of them is played. */
export const makeWorld = async (parts: WorldParts) => {
  const { random, settings, people, capture } = parts
  // Each with numbers of its own: what one draws does not depend on how often another was asked.
  const surroundings = () => ({ random: makeRandom(random.int(2 ** 31)), settings, people: () => people })
  let offsetMs = 0
  const now = (): number => Date.now() + offsetMs
  const { meter, tracer, collect } = recorders(capture)
  const telemetry = createTelemetry({ meter, tracer, now, lookEveryMs: 0 })
  const stored = random.chance(4) ? openSqliteJournal(":memory:") : createMemoryJournal()
  const journal = telemetry.instrumentJournal(random.chance(2) ? makeHostileJournal(stored, surroundings()) : stored)
  const bankSettings = settingsOf(settings, random)
  const bank = createBank({
    transport: telemetry.instrumentTransport(makeHostileTransport(surroundings())),
    sealer: random.chance(6) ? await realSealer(parts) : makeClearSealer(surroundings()),
    journal,
    families: { composite: compositeRailsOf(bankSettings.partner) },
    settings: { ...bankSettings, ...(random.chance(2) ? { gate: makeHostileGate(surroundings()) } : {}) },
    clockOffsetMs: () => offsetMs
  })
  const onFault = (fault: HundiError): void => {
    telemetry.onFault(fault)
    // As hundi-worker prints it.
    capture.say("log", "a fault of the loop", `fault ${fault.code}: ${fault.message}\n`)
    capture.sayError("a fault of the loop", fault)
  }
  const base = makeTestWorker().worker
  const worker = { ...base, payouts: bank.payouts, journal, now, wake: () => running?.wake() }
  let running: ReturnType<typeof bank.start> | undefined
  const app = createApp({ worker, token: random.chance(2) ? settings.token : undefined })
  return {
    ...{ bank, worker, app, telemetry, ...parts },
    start: () => {
      running = bank.start({
        pollMs: 5,
        onFault,
        onProcessed: (work) => {
          telemetry.onProcessed(work)
          worker.counters.countWork(work)
          worker.changes.tell(work.payout.payoutId)
        }
      })
    },
    /** Lets the loop work, then moves the clock on: minutes, hours, days. */
    letTimePass: async (hours: number) => {
      offsetMs += hours * HOUR_MS
      running?.wake()
      await sleep(SETTLE_MS / 3)
    },
    stop: async () => {
      await running?.stop(SETTLE_MS)
      await collect()
      telemetry.stop()
      await stored.close()
    }
  }
}

/** A meter and a tracer that hand each measurement and each ended span to the capture, as an exporter would see them. */
const recorders = (capture: Capture) => {
  const gauges: (() => void | Promise<void>)[] = []
  const measure = (name: string) => (value: number, labels?: Labels) => capture.say("metric", name, JSON.stringify({ name, value, labels }))
  const meter = {
    createCounter: (name: string) => ({ add: measure(name) }),
    createHistogram: (name: string) => ({ record: measure(name) }),
    createObservableGauge: (name: string) => ({
      addCallback: (callback: (result: ObservableResultLike) => void | Promise<void>) =>
        void gauges.push(() => callback({ observe: measure(name) })),
      removeCallback: () => undefined
    })
  }
  const tracer = {
    startSpan: (name: string, options?: object) => {
      const labels: Record<string, unknown> = {}
      return {
        setAttribute: (key: string, value: unknown) => void (labels[key] = value),
        setStatus: (status: object) => void (labels["status"] = status),
        spanContext: () => ({}),
        end: () => capture.say("trace", name, JSON.stringify({ name, options, labels }))
      }
    }
  }
  const collect = async (): Promise<void> => {
    for (const gauge of gauges) await gauge()
  }
  return { meter, tracer, collect }
}

const settingsOf = (planted: PlantedSettings, random: RandomSource) => ({
  partner: {
    ...{ bcId: "IBCTST00000", passCode: planted.passCode, senderName: "TEST SENDER", mobile: planted.mobile, retailerCode: "rcode" },
    corporate: { corpId: "CORP", userId: "USER", urn: "URN01", aggrId: "AGG", aggrName: "AGGNAME", debitAccount: planted.debitAccount },
    upi: {
      ...{ deviceId: "400438400438400438400438", profileId: "1000001", channelCode: "TEST" },
      ...{ accountProvider: "74", payerAddress: "hundi.demo@icici", mcc: "6012" }
    }
  },
  apiKey: planted.apiKey,
  ...{ environment: "T", instance: "01", owner: "01" },
  fingerprintKey: planted.fingerprintKey,
  bankTimeoutMs: random.pick([50, 1000])
})

const realSealer = ({ keys }: WorldParts): Promise<Sealer> =>
  createEnvelope({ recipientCertificate: keys.certificatePem, privateKey: keys.privateKeyPem, profile: profiles.composite })
