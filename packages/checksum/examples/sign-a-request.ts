// file: examples/sign-a-request.ts
import { signBreezeRequest, signIdirectRequest } from "@hundi/checksum"

const app = { appKey: "your-app-key", secretKey: "your-secret-key" }

// ICICI Direct: everything is in the body.
const orderBook = signIdirectRequest(app, { Idirect_Userid: "DEMO0001", SessionToken: "123456", order_xchng_cd: "A" }, Date.now())
console.log(JSON.stringify(orderBook)) // POST this to https://api.icicidirect.com/equity/orderbook

// Breeze: a plain JSON body, the checksum in the headers.
const funds = signBreezeRequest({ ...app, sessionToken: "REVNTzAwMDE6c2Vzc2lvbg==" }, {}, Date.now())
console.log(funds.body, funds.headers["X-Checksum"])
