/** A text as HTML, in an element or in a quoted attribute. Characters that turn the direction of writing or hide are taken out. */
export const escapeHtml = (text: string): string =>
  plainLine(text).replace(/[&<>"'`]/g, (symbol) => `&#${symbol.charCodeAt(0)};`)

/**
 * One line without control characters, and without those that make a text look like another: direction marks (Unicode 9.0, UAX #9),
 * zero-width ones and line separators. U+200C and U+200D stay: Indian scripts are written with them.
 */
export const plainLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g, " ").replace(/ {2,}/g, " ").trim()
