/** A text as HTML, in an element or in a quoted attribute. Control characters, and those that turn the writing round, are taken out. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g, " ")
    .replace(/[&<>"'`]/g, (symbol) => `&#${symbol.charCodeAt(0)};`)
