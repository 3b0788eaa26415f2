/** What a path may be made of here, and its length: not a PEM text, and not a bare secret that was set in a path's place. */
const PATH = /^(?=.*[/\\.])[\w./\\:~ @+-]{1,400}$/

/** A path as it may be printed. Somebody will set the key itself where its file's path belongs (L10). */
export const showPath = (path: string): string => (PATH.test(path) && !path.includes("-----") ? path : "(the setting does not hold a path: is it the key itself?)")
