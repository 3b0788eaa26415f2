const IST_OFFSET_MS = 19_800_000

/** The date in India, `YYYY-MM-DD`, of an instant (ms since 1970). Here, so that no calendar is loaded for it. */
export const istToday = (nowMs = Date.now()): string => new Date(nowMs + IST_OFFSET_MS).toISOString().slice(0, 10)

/** So many days later. */
export const plusDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
