/**
 * The code (查询码): made, written, read back. 28 decimal digits in seven groups of four; 26 are random (86 bits), the last two
 * are ISO 7064 MOD 97-10 check digits. Nothing heavy is imported here, so that a form can check a code while it is typed.
 */
const RANDOM_DIGITS = 26
const DIGITS = 28
const PER_GROUP = 4
const GROUPS = DIGITS / PER_GROUP

export type CodeProblem = 'empty' | 'too-short' | 'too-long' | 'not-digits' | 'check'
/** `group` counts from 1; null when it cannot be known. */
export type CodeReading = { ok: true; digits: string } | { ok: false; problem: CodeProblem; group: number | null }

/** A new code: 28 digits without separators. */
export function makeCode(): string {
  const random = randomDigits()
  return random + checkDigits(random)
}

/** 0000-0000-0000-0000-0000-0000-0000, as it is shown, printed and copied. */
export function formatCode(digits: string): string {
  return (digits.match(/.{1,4}/g) ?? []).join('-')
}

/** Reads a code as people write it: any separators or none, full-width digits, a label before a colon. */
export function readCode(text: string): CodeReading {
  const runs = runsOf(text)
  const characters = [...runs.join('')]
  if (characters.length === 0) return no('empty', null)
  if (characters.some(isForeign)) return no('not-digits', foreignGroup(runs, characters))
  if (characters.length < DIGITS) return no('too-short', unevenGroup(runs))
  if (characters.length > DIGITS) return no('too-long', unevenGroup(runs))
  const digits = characters.join('')
  return hasGoodCheck(digits) ? { ok: true, digits } : no('check', mendableGroup(digits))
}

const no = (problem: CodeProblem, group: number | null): CodeReading => ({ ok: false, problem, group })
const groupOf = (position: number) => Math.floor(position / PER_GROUP) + 1
const isForeign = (character: string) => !/[0-9]/.test(character)

function randomDigits(): string {
  let digits = ''
  while (digits.length < RANDOM_DIGITS) {
    const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_DIGITS - digits.length))
    // 250 is the last multiple of 10 in a byte: keeping 250–255 would make 0–5 likelier than 6–9.
    for (const byte of bytes) if (byte < 250) digits += String(byte % 10)
  }
  return digits
}

/** ISO 7064 MOD 97-10: always 02–98, so 00, 01 and 99 are wrong even where they leave the same remainder. */
function checkDigits(digits: string): string {
  let remainder = 0
  for (const digit of `${digits}00`) remainder = (remainder * 10 + Number(digit)) % 97
  return String(98 - remainder).padStart(2, '0')
}

const hasGoodCheck = (digits: string) => checkDigits(digits.slice(0, RANDOM_DIGITS)) === digits.slice(RANDOM_DIGITS)

/** Digits and foreign characters, run by run between separators. ?, * and # stand for a digit that could not be read. */
function runsOf(text: string): string[] {
  const narrow = text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  const unlabelled = narrow.replace(/^[\p{L}\p{Z}]*:/u, '')
  return unlabelled.split(/(?:(?![?*#])[\s\p{Z}\p{P}\p{S}\p{C}\p{M}])+/u).filter((run) => run !== '')
}

function foreignGroup(runs: readonly string[], characters: readonly string[]): number | null {
  if (runs.length === GROUPS) return runs.findIndex((run) => [...run].some(isForeign)) + 1
  return characters.length === DIGITS ? groupOf(characters.findIndex(isForeign)) : null
}

function unevenGroup(runs: readonly string[]): number | null {
  return runs.length === GROUPS ? runs.findIndex((run) => run.length !== PER_GROUP) + 1 : null
}

/** The one group in which a single wrong digit or two swapped neighbours would explain the bad check; null when several would. */
function mendableGroup(digits: string): number | null {
  const groups = new Set<number>()
  for (let at = 0; at < DIGITS; at++) {
    for (let digit = 0; digit < 10; digit++) {
      if (hasGoodCheck(digits.slice(0, at) + String(digit) + digits.slice(at + 1))) groups.add(groupOf(at))
    }
    const swapped = digits.slice(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.slice(at + 2)
    if (hasGoodCheck(swapped)) groups.add(groupOf(at)).add(groupOf(at + 1))
  }
  const [group, ...others] = groups
  return group !== undefined && others.length === 0 ? group : null
}
