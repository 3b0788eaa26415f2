import { describe, expect, it } from "vitest"
import type { AnyDeclaration } from "@hundi/catalog"
import { createBenchBank } from "../testing/bench-bank.ts"
import { declaredCalls, findDeclared } from "./declared-calls.ts"
import { loadSamples } from "./create-samples.ts"
import { findSample } from "./find-sample.ts"
import { refuseRequest } from "./refuse-request.ts"

const concrete = ({ path }: AnyDeclaration): string => (path.split("?")[0] ?? "").replace(/\{\w+\}/g, "999001")
const withPath = declaredCalls.filter(({ path }) => path !== "")

/** The product alone, as if no other answered the path. */
const answerAlone = (path: string, body: Record<string, unknown>) => {
  const found = findSample(path)
  const call = { request: { partner: "", path, priority: "", body }, takeFault: () => undefined }
  return found?.answer({ ...call, params: found.params } as unknown as Parameters<typeof found.answer>[0])
}

describe("every declaration", () => {
  it("of the catalogue is here once", () => {
    expect(declaredCalls.length).toBeGreaterThan(75)
    expect(new Set(declaredCalls.map(({ id }) => id)).size).toBe(declaredCalls.length)
  })

  it.each(withPath)("$id answers its sample", (declaration) => {
    const { samples, request } = declaration
    expect(refuseRequest(request, samples.request)).toBeUndefined()
    const answers = findDeclared(concrete(declaration))?.calls.map((one) => one.samples.response)
    expect(answers).toContainEqual(samples.response)
    expect(answers).toContainEqual(answerAlone(concrete(declaration), samples.request)?.body)
  })

  it.each(withPath)("$id names the field that is missing, as the bank calls it", (declaration) => {
    const body = declaration.samples.request as Record<string, unknown>
    const names = Object.keys(body).filter((name) => refuseRequest(declaration.request, without(body, name)) !== undefined)
    for (const name of names) {
      expect(refuseRequest(declaration.request, without(body, name))).toMatchObject({ field: name, isMissing: true })
    }
  })
})

const without = (body: Record<string, unknown>, name: string): Record<string, unknown> => {
  const { [name]: _, ...rest } = body
  return rest
}

describe("a call that only has its sample", () => {
  const start = async () => {
    const { bank, partner } = createBenchBank({ samples: await loadSamples() })
    const send = (path: string, body: Record<string, unknown>) => bank.handle({ partner: partner.apiKey, path, priority: "", body })
    return { bank, partner, send }
  }

  it("answers it in the declared form, with or without /api in front", async () => {
    const { bank, send } = await start()
    const body = { loginHash: "U0FNUExFOlNBTVBMRQ==", APIKey: "sample" }
    for (const path of ["/api/v1/bbps/AgentLogin", "/v1/bbps/AgentLogin"]) {
      expect(bank.formsOf(path)).toEqual(["plain"])
      expect(send(path, body)).toMatchObject({ status: 200, sealed: true, body: {} })
    }
    expect(bank.formsOf("/api/v1/pcms-chw")).toEqual(["hybrid"])
    expect(bank.formsOf("/EazyPGVerify")).toEqual(["form"])
    expect(bank.ledger()).toEqual([])
  })

  it("names the field that is missing, inside the encryption, and the one that is wrong, outside", async () => {
    const { send } = await start()
    const path = "/api/v0/OtpCreation"
    expect(send(path, { TransactionIdentifier: "1" })).toMatchObject({
      status: 200, sealed: true, body: { success: false, errorCode: "8015", description: "Mandatory field missing: MobileNumber" }
    })
    expect(send(path, { MobileNumber: "", TransactionIdentifier: "1" }).body).toMatchObject({ errorCode: "8015" })
    const wrong = send(path, { MobileNumber: "98765", TransactionIdentifier: "1" })
    expect(wrong).toMatchObject({ status: 400, sealed: false, body: { errorCode: "8017", description: expect.stringMatching(/MobileNumber: Expected 10 digits/) } })
    expect(JSON.stringify(wrong.body)).not.toContain("98765")
  })

  it("names fields inside fields", async () => {
    const { send } = await start()
    const file = { file: "", docName: "a", docDataClass: {}, folderDataClass: {} }
    expect(send("/api/v1/docUpload", { folderName: "F", fileDetails: [file] }).body)
      .toMatchObject({ description: "Mandatory field missing: fileDetails.0.docDataClass.className" })
  })

  it("meets the faults", async () => {
    const { bank, send } = await start()
    bank.addFault({ match: { path: "/api/v0/panValidation" }, fault: "http-500" })
    expect(send("/api/v0/panValidation", { pan: "XXXXXXXXXX" })).toMatchObject({ status: 500 })
    expect(send("/api/v0/panValidation", { pan: "XXXXXXXXXX" })).toMatchObject({ status: 200, body: { data: { PANStatus: "E" } } })
  })
})
