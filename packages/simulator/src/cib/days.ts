/** The first instant in India of DD-MM-YYYY, or of MM/DD/YYYY; undefined for what is no day. Milliseconds. */
export const parseDay = (text: string): number | undefined => {
  const dashed = /^(\d\d)-(\d\d)-(\d{4})$/.exec(text)
  const slashed = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text)
  const [, day, month, year] = dashed ?? []
  const [, usMonth, usDay, usYear] = slashed ?? []
  const date = dashed === null ? `${usYear}-${usMonth}-${usDay}` : `${year}-${month}-${day}`
  const ms = Date.parse(`${date}T00:00:00.000Z`)
  // 31 February is no day, though some engines would take it for one of March.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) return undefined
  return ms - IST_OFFSET_MS
}

const IST_OFFSET_MS = 19_800_000
