import { RuleTester } from "eslint"
import tseslint from "typescript-eslint"
import { describe, it } from "vitest"
import { noNumberMoney } from "./no-number-money.ts"

RuleTester.describe = describe
RuleTester.it = it
const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } })
const typed = (code: string, name: string) => ({ code, errors: [{ messageId: "typed", data: { name } }] })
const converted = (code: string, call: string, name: string) => ({ code, errors: [{ messageId: "converted", data: { call, name } }] })

tester.run("no-number-money", noNumberMoney, {
  valid: [
    "interface A { amountPaise: bigint; amount: string }",
    "interface A { amountColumn: number; amountDigits: number }",
    "function f(amountPaise: bigint): number { return 1 }",
    "const amountPaise = 100n",
    "Number(text)",
    "Number(amount.length)",
    "BigInt(amountText)",
    "const x = -amountPaise",
    "parseInt(remark, 10)",
    "type F = (x: number) => bigint"
  ],
  invalid: [
    typed("interface A { amountPaise: number }", "amountPaise"),
    typed("interface A { readonly amount?: number | undefined }", "amount"),
    typed("interface A { 'total-amount': number }", "total-amount"),
    typed("type A = { feePaise: readonly number[] }", "feePaise"),
    typed("class A { totalAmount: number = 0 }", "totalAmount"),
    typed("function f(amountPaise: number) { return amountPaise }", "amountPaise"),
    typed("const f = (amount: number | string) => amount", "amount"),
    typed("let balancePaise: number", "balancePaise"),
    typed("function sumPaise(): number { return 1 }", "sumPaise"),
    typed("interface A { totalAmount(): number }", "totalAmount"),
    typed("class A { totalAmount(): number { return 1 } }", "totalAmount"),
    converted("Number(amountPaise)", "Number", "amountPaise"),
    converted("Number(row.amount)", "Number", "amount"),
    converted("Number(row['amount'])", "Number", "amount"),
    converted("parseFloat(amount.trim())", "parseFloat", "amount"),
    converted("Number.parseFloat(txnAmount)", "parseFloat", "txnAmount"),
    converted("Number.parseInt(feePaise!, 10)", "parseInt", "feePaise"),
    converted("const x = +amount", "unary +", "amount"),
    converted("Number(amountPaise as bigint)", "Number", "amountPaise"),
    converted("Number(row?.amountPaise)", "Number", "amountPaise")
  ]
})
