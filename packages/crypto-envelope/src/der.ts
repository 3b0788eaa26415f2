/** One DER element inside a byte array: its tag and the bounds of its header and content. */
export interface DerNode {
  readonly tag: number
  readonly start: number
  readonly contentStart: number
  readonly end: number
}

export const DER_INTEGER = 0x02
export const DER_BIT_STRING = 0x03
export const DER_OCTET_STRING = 0x04
export const DER_OID = 0x06
export const DER_SEQUENCE = 0x30
export const DER_CONTEXT_0 = 0xa0

/** Reads the element at `offset`, or `undefined` when it does not fit before `limit` or uses a length form DER forbids. */
export function readDer(bytes: Uint8Array, offset: number, limit = bytes.length): DerNode | undefined {
  if (offset + 2 > limit) return undefined
  const first = bytes[offset + 1]!
  let contentStart = offset + 2
  let length = first
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 3 || contentStart + count > limit) return undefined
    length = 0
    for (let i = 0; i < count; i++) length = (length << 8) | bytes[contentStart++]!
  }
  const end = contentStart + length
  return end > limit ? undefined : { tag: bytes[offset]!, start: offset, contentStart, end }
}

/** The elements inside a constructed one, or `undefined` when they do not fill it exactly. */
export function readDerChildren(bytes: Uint8Array, parent: DerNode): readonly DerNode[] | undefined {
  const children: DerNode[] = []
  for (let offset = parent.contentStart; offset < parent.end; ) {
    const child = readDer(bytes, offset, parent.end)
    if (child === undefined) return undefined
    children.push(child)
    offset = child.end
  }
  return children
}

/** The content bytes of an element. */
export function derContent(bytes: Uint8Array, node: DerNode): Uint8Array {
  return bytes.subarray(node.contentStart, node.end)
}

/** Writes one element: tag, length in the shortest form, and the parts joined as its content. */
export function writeDer(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >>> 8, length & 0xff]
  const out = new Uint8Array(1 + size.length + length)
  out[0] = tag
  out.set(size, 1)
  let at = 1 + size.length
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
