/**
 * Devanagari to Latin letters, the way names are spelled on bank records: no diacritics, long vowels as short ones, and without the
 * vowels that are written but not spoken (राजकुमार is rajkumar). Other characters are left as they are.
 * @example
 * transliterateDevanagari("लक्ष्मी शर्मा") // "lakshmi sharma"
 */
export const transliterateDevanagari = (text: string): string => text.normalize("NFC").replaceAll(WORD, (word) => spell(word))

const WORD = /[\u0900-\u0963\u0970-\u097f]+/gu

const consonants: Readonly<Record<string, string>> = {
  ...{ क: "k", ख: "kh", ग: "g", घ: "gh", ङ: "n", च: "ch", छ: "chh", ज: "j", झ: "jh", ञ: "n", ट: "t", ठ: "th", ड: "d", ढ: "dh", ण: "n" },
  ...{ त: "t", थ: "th", द: "d", ध: "dh", न: "n", प: "p", फ: "ph", ब: "b", भ: "bh", म: "m", य: "y", र: "r", ल: "l", ळ: "l", व: "v" },
  ...{ श: "sh", ष: "sh", स: "s", ह: "h" }
}
const vowels: Readonly<Record<string, string>> = {
  ...{ अ: "a", आ: "a", इ: "i", ई: "i", उ: "u", ऊ: "u", ऋ: "ri", ए: "e", ऐ: "ai", ओ: "o", औ: "au", ऑ: "o", ऍ: "e" }
}
const signs: Readonly<Record<string, string>> = {
  ...{ "ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u", "ृ": "ri", "े": "e", "ै": "ai", "ो": "o", "ौ": "au", "ॉ": "o", "ॅ": "e" }
}
const withDot: Readonly<Record<string, string>> = { j: "z", ph: "f", d: "r", dh: "rh", k: "q" }
const [VIRAMA, DOT] = ["्", "़"]
/** The doctor's short form has no rule. */
const whole: Readonly<Record<string, string>> = { डॉ: "dr", डा: "dr" }

/** One syllable: what stands before the vowel, the vowel, whether it is only implied, and a nasal after it. */
interface Syllable {
  onset: string
  vowel: string
  implied: boolean
  nasal: boolean
  joined: boolean
}

const spell = (word: string): string => {
  const known = whole[word]
  if (known !== undefined) return known
  const syllables = dropSilent(readSyllables(word))
  return syllables
    .map(({ onset, vowel, nasal }, index) => onset + vowel + (nasal ? nasalBefore(syllables[index + 1]?.onset ?? "") : ""))
    .join("")
}

const nasalBefore = (onset: string): string => (/^[pbm]/.test(onset) ? "m" : "n")

const readSyllables = (word: string): Syllable[] => {
  const out: Syllable[] = []
  let open = ""
  for (const letter of word) {
    const last = out.at(-1)
    const consonant = consonants[letter]
    if (consonant !== undefined) {
      out.push({ onset: open + consonant, vowel: "a", implied: true, nasal: false, joined: open !== "" })
      open = ""
    } else if (vowels[letter] !== undefined) {
      out.push({ onset: open, vowel: vowels[letter] ?? "", implied: false, nasal: false, joined: false })
      open = ""
    } else if (letter === VIRAMA && last !== undefined) {
      open = last.onset
      out.pop()
    } else if (letter === DOT && last !== undefined) {
      last.onset = withDot[last.onset] ?? last.onset
    } else if (signs[letter] !== undefined && last !== undefined) {
      last.vowel = signs[letter] ?? ""
      last.implied = false
    } else if ((letter === "ं" || letter === "ँ") && last !== undefined) last.nasal = true
  }
  if (open !== "") out.push({ onset: open, vowel: "", implied: false, nasal: false, joined: false })
  return out
}

/**
 * The implied vowel is silent at a word's end after a single consonant, and between «vowel, consonant» and «consonant, vowel»; decided
 * from the end, as it is spoken.
 */
const dropSilent = (syllables: readonly Syllable[]): readonly Syllable[] => {
  const out = syllables.map((one) => ({ ...one }))
  for (let at = out.length - 1; at > 0; at--) {
    const [one, next] = [out[at], out[at + 1]]
    if (one === undefined || !one.implied || one.joined || one.nasal) continue
    const before = out[at - 1]
    const followed = next === undefined || (next.vowel !== "" && !next.joined)
    if (before !== undefined && before.vowel !== "" && followed) one.vowel = ""
  }
  return out
}
