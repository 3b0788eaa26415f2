import { bindSuites } from "../bind-suites.ts"
import { capabilities } from "../capabilities.ts"
import { runSuites } from "../run-suites.ts"

/** Runs the suites in a page and sends the report to the server that the page came from. */
const env = { runtime: "browser", has: capabilities.browser } as const
const version = /Chrom(?:e|ium)\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? navigator.userAgent
const report = await runSuites(bindSuites(env), env, version)
await fetch(new URL("/report", import.meta.url), { method: "POST", body: JSON.stringify(report) })
