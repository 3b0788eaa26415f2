/** What is wrong with a call, as RFC 9457 says it. Nothing of the call is repeated. */
export interface Problem {
  readonly status: 400 | 403 | 404 | 405 | 408 | 409 | 413 | 503
  readonly code: string
  readonly title: string
  readonly rule: string
}

/** Answers with a problem: `application/problem+json`, never cached. */
export const answerProblem = (problem: Problem, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify({ type: "about:blank", ...problem }), {
    status: problem.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers }
  })

export const problems = {
  noSuchPath: { status: 404, code: "NO_SUCH_PATH", title: "Nothing is taken here", rule: "POST /v1/callbacks/upi, cib, collections/hold, collections/mis or collections/mis-older" },
  notPost: { status: 405, code: "NOT_POST", title: "The bank posts its callbacks", rule: "POST" },
  notTheBank: { status: 403, code: "FOREIGN_CALLER", title: "Callbacks are taken from the bank's addresses only", rule: "HUNDI_BANK_ADDRESSES lists them" },
  notHere: { status: 403, code: "FOREIGN_CALLER", title: "This is shown to this machine only", rule: "ask from 127.0.0.1, past no proxy" },
  tooLarge: { status: 413, code: "TOO_LARGE", title: "The body is too large", rule: "at most 64 KB" },
  tooSlow: { status: 408, code: "TOO_SLOW", title: "The body did not come in time", rule: "within 2 seconds" },
  /** One answer for all that does not open, so that it tells nothing about our keys. */
  notOpened: { status: 400, code: "NOT_OPENED", title: "The body was not opened", rule: "sealed to our certificate, and of this address's kind" },
  contradicts: { status: 409, code: "CONTRADICTS", title: "This UTR was asked about with another account or amount", rule: "what was agreed at onboarding counts; people were told" },
  busy: { status: 503, code: "BUSY", title: "More came than can be answered in time", rule: "come again after Retry-After: receiving it twice is safe" },
  comeAgain: { status: 503, code: "COME_AGAIN", title: "The callback could not be kept now", rule: "come again: receiving it twice is safe" },
  stopping: { status: 503, code: "STOPPING", title: "This process is stopping", rule: "come again in a moment" }
} as const satisfies Readonly<Record<string, Problem>>
