/**
 * A unit's keys in parts (Shamir's scheme), each written on a sheet of paper: any K of N give them back, fewer tell nothing. The past
 * identities are in it, so what is put together opens everything that the unit's members open.
 */
import { join } from '#contract/bytes.ts'
import { base32crockford } from '@scure/base'
import { combine, split } from 'shamir-secret-sharing'
import { identityFromSeed, recipientOf, seedOfIdentity } from './age.ts'
import { randomBytes } from './derive.ts'
import type { UnitKeys } from './member.ts'
import { verifyKeyOf } from './sign.ts'

/** Rows of eight groups of four letters; each row ends with a check of two. */
const ROW = 32
const FORMAT = 1
const SPLIT_BYTES = 4
const PRINT_BYTES = 8

export interface Share {
  readonly unit: string
  /** The keyring version that the keys were made for. */
  readonly version: number
  readonly need: number
  /** Counts from 1. */
  readonly number: number
  /** Alike in the shares of one splitting, and in no others. */
  readonly splitting: string
  /** Begins with the print of the public halves. */
  readonly print: string
  readonly bytes: Uint8Array
}

export type ShareProblem = { problem: 'row'; row: number } | { problem: 'not-a-share' }
export type Recovered = { ok: true; keys: UnitKeys; version: number } | { ok: false; problem: 'too-few' | 'foreign' | 'twice' | 'damaged'; need: number; have: number }

/** The rows to print, `of` of them needed `need`. Throws RangeError unless 2 ≤ need ≤ of ≤ 20. */
export async function splitKeys(keys: UnitKeys, version: number, need: number, of: number): Promise<string[][]> {
  if (!Number.isInteger(need) || !Number.isInteger(of) || need < 2 || need > of || of > 20) throw new RangeError('2 ≤ need ≤ of ≤ 20')
  const secret = join([seedOfIdentity(keys.identity), keys.signSeed, ...keys.past.map(seedOfIdentity)])
  const splitting = randomBytes(SPLIT_BYTES)
  const unit = new TextEncoder().encode(keys.unit)
  const print = await printOf(keys)
  const parts = await split(secret, of, need)
  return parts.map((part, at) => rowsOf(join([Uint8Array.of(FORMAT, need, at + 1, version >> 8, version & 255, unit.length), unit, splitting, print, part])))
}

/** A share from text as somebody typed or scanned it: rows, spaces, hyphens and letter case do not matter, the order of rows does. */
export function readShare(text: string): Share | ShareProblem {
  const letters = text.toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  const rows = letters.match(new RegExp(`.{1,${ROW + 2}}`, 'g')) ?? []
  const wrong = rows.findIndex((row) => row.length < 3 || checkOf(row.slice(0, -2)) !== row.slice(-2))
  if (rows.length === 0) return { problem: 'not-a-share' }
  if (wrong >= 0) return { problem: 'row', row: wrong + 1 }
  try {
    return parse(base32crockford.decode(rows.map((row) => row.slice(0, -2)).join('').replace(/=+$/, '')))
  } catch {
    return { problem: 'not-a-share' }
  }
}

/** The unit's keys again, and the version they were made for. */
export async function recoverKeys(shares: readonly Share[]): Promise<Recovered> {
  const [first] = shares
  const need = first?.need ?? 2
  const no = (problem: 'too-few' | 'foreign' | 'twice' | 'damaged'): Recovered => ({ ok: false, problem, need, have: shares.length })
  if (first === undefined) return no('too-few')
  if (shares.some((share) => share.unit !== first.unit || share.splitting !== first.splitting || share.need !== need)) return no('foreign')
  if (new Set(shares.map(({ number }) => number)).size !== shares.length) return no('twice')
  if (shares.length < need) return no('too-few')
  const secret = await combine(shares.map(({ bytes }) => bytes)).catch(() => new Uint8Array())
  if (secret.length < 64 || secret.length % 32 !== 0) return no('damaged')
  const piece = (at: number) => secret.slice(at, at + 32)
  const past = Array.from({ length: secret.length / 32 - 2 }, (_, at) => identityFromSeed(piece(64 + at * 32)))
  const keys: UnitKeys = { unit: first.unit, identity: identityFromSeed(piece(0)), signSeed: piece(32), past }
  return hexOf(await printOf(keys)) === first.print ? { ok: true, keys, version: first.version } : no('damaged')
}

function parse(bytes: Uint8Array): Share | ShareProblem {
  const [format, need = 0, number = 0, high = 0, low = 0, length = 0] = bytes
  const at = 6 + length
  const part = bytes.subarray(at + SPLIT_BYTES + PRINT_BYTES)
  if (format !== FORMAT || need < 2 || number < 1 || part.length < 65 || part.length % 32 !== 1) return { problem: 'not-a-share' }
  return {
    unit: new TextDecoder().decode(bytes.subarray(6, at)), version: high * 256 + low, need, number,
    splitting: hexOf(bytes.subarray(at, at + SPLIT_BYTES)), print: hexOf(bytes.subarray(at + SPLIT_BYTES, at + SPLIT_BYTES + PRINT_BYTES)), bytes: part,
  }
}

function rowsOf(bytes: Uint8Array): string[] {
  const letters = base32crockford.encode(bytes)
  return (letters.match(new RegExp(`.{1,${ROW}}`, 'g')) ?? []).map((row) => row + checkOf(row))
}

/** Ten bits over a row: no single wrong letter and no two swapped ones give the same. */
function checkOf(row: string): string {
  let sum = 7
  for (const letter of row) sum = (sum * 37 + ALPHABET.indexOf(letter) + 1) % 1021
  return ALPHABET.charAt(sum >> 5) + ALPHABET.charAt(sum & 31)
}
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight bytes of SHA-256 over the public halves: what comes together must be the keys that were split. */
async function printOf({ identity, signSeed }: UnitKeys): Promise<Uint8Array> {
  const open = new TextEncoder().encode(`${await recipientOf(identity)}\n${verifyKeyOf(signSeed)}`)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', open)).subarray(0, PRINT_BYTES)
}

const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
