import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { declaredApis } from "./declared-apis.ts"

describe("every declaration", () => {
  it("that moves no money says whether it may be asked again, and these may: they change nothing and use up no number", () => {
    const reads = declaredApis.filter((one) => one.moves === "nothing" && !("ask" in one))
    const mayRepeat = reads.filter((one) => "repeat" in one && one.repeat === "when-lost").map(({ id }) => id)
    expect(mayRepeat.sort()).toEqual([
      "accounts.check_balance", "bb.pan_validation", "cib.accountStatement", "cib.accountStatement.paged", "cib.balanceInquiry",
      "cib.beneValidation", "cib.fetchBeneList", "cib.mobileFetch", "cib.registrationStatus", "cib.validateLinkedAccount", "eazypay.verify",
      "trade.remittance_balance", "upi2.transaction_status_by_criteria"
    ])
    expect(reads.every((one) => "repeat" in one && (one.repeat === "never" || one.repeat === "when-lost"))).toBe(true)
  })

  it("that is asked again asks by a name that says so", () => {
    const writes = /regist|create|add|otp|collect|mandate|voucher|upload|change|store|link|refund|execute|release|token|login|qr|post|hold|deposit/i
    const asks = /status|balance|statement|validat|fetch|verify|linkedaccount|inquiry/i
    for (const one of declaredApis) {
      if (!("repeat" in one) || one.repeat !== "when-lost") continue
      const name = one.id.split(".").slice(1).join(".")
      expect({ name, isRead: asks.test(name) || !writes.test(name) }).toEqual({ name, isRead: true })
    }
  })

  it("is short enough to be read at a glance, apart from its sample", () => {
    const source = fileURLToPath(new URL("..", import.meta.url))
    const long = ["cib", "collections", "composite", "erupi", "imps", "others", "upi", "upi2"].flatMap((family) =>
      readdirSync(`${source}${family}`)
        .filter((file) => !/\.test\.ts$|\.sample\.ts$/.test(file))
        .map((file) => ({ file: `${family}/${file}`, lines: readFileSync(`${source}${family}/${file}`, "utf8").split("\n").length - 1 }))
        .filter(({ lines }) => lines > 120)
    )
    expect(long).toEqual([])
  })
})
