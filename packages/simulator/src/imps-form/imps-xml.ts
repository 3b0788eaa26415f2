/**
 * A reply of the switch as the older API writes it (fact file composite-and-cib, imps.p2a): the element ImpsResponse, the reference as
 * TranRefNo in every call, no `success`. Errors that the gateway words as errorCode become the switch's own: a missing field is a
 * format error, ActCode 16.
 */
export const impsXml = (reply: Readonly<Record<string, unknown>>): string => {
  const { success: _, errorCode, description, TransRefNo, ...fields } = reply
  const error = errorCode === undefined ? {} : { ActCode: errorCode === "8015" ? "16" : errorCode, Response: description }
  const reference = TransRefNo === undefined ? {} : { TranRefNo: TransRefNo }
  const elements = Object.entries({ ...fields, ...error, ...reference }).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
  return `<ImpsResponse>${elements.join("")}</ImpsResponse>`
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** Text as it may stand in an element or an attribute. */
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
