/** Whether a report's history holds together, for whoever may not read the report. No DOM. */
import { readHistory } from '#contract/console.ts'
import type { HistoryEntry } from '#contract/event.ts'
import { firstBrokenOf } from '#contract/rules/history.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { signedIn, type Signed } from '../award/signed.ts'
import type { Outcome } from '../outcome.ts'
import type { StaffTools } from '../session.ts'

export interface Verdict {
  /** What the members are called, by name. */
  readonly people: Readonly<Record<string, string>>
  readonly reference: string
  readonly events: readonly HistoryEntry[]
  /** The number of the first event that does not follow from the one before, or is missing at the end; null when all do. */
  readonly brokenAt: number | null
  /** Of each decision about a reward, by the number of its event: whether it is signed. */
  readonly signed: ReadonlyMap<number, Signed>
}

export async function verifyHistory({ call, keyring }: Pick<StaffTools, 'call' | 'keyring'>, reference: string): Promise<Outcome<Verdict>> {
  const read = await call(readHistory, { reference }, {})
  if (!read.ok) return read
  const { report, filingDigest, events, people, seq, head } = read.value
  const rows = events.map((event) => ({ ...event, detail: JSON.stringify(event.detail) }))
  const signed = signedIn(read.value.reference, filingDigest, events, (unit) => verifyKeysOf(keyring, unit))
  return { ok: true, value: { reference: read.value.reference, events, people, signed, brokenAt: await firstBrokenOf(report, filingDigest, rows, { seq, head }) } }
}

/** A reference as people write it: any separators, full-width digits; null when it is not eight digits. */
export function readReference(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[^0-9]/g, '')
  return digits.length === 8 ? `${digits.slice(0, 4)}-${digits.slice(4)}` : null
}
