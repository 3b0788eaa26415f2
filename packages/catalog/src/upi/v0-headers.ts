/**
 * A body by RSA alone travels as text (facts/upi-collections-and-others.json, headers of upi.qr3). The clients' further headers
 * change nothing and are left to the transport. `{merchantId}` in a v0 path is the merchant's own id, the same as in the body.
 */
export const v0Headers = Object.freeze({ "content-type": "text/plain", accept: "*/*" })
