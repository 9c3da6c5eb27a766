/** Every history of the county, every position, every decision about a reward and the published chain, verified page by page in the auditor's browser. No DOM. */
import type * as z from 'zod/mini'
import { listHistories, type History } from '#contract/audit.ts'
import { listHeads, type ChainLink } from '#contract/public.ts'
import { firstBrokenOf, readDetail } from '#contract/rules/history.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { EventKind } from '#contract/states.ts'
import type { Answer } from '../../api/call.ts'
import { verifyChain } from '../../crypto/receipt.ts'
import { signedIn } from '../award/signed.ts'
import type { Outcome } from '../outcome.ts'
import type { StaffTools } from '../session.ts'

/**
 * What does not hold. `gap`, `twin`, `day-back`: of the positions · `no-report`, `filing`: the report at a position is gone, or its filing is not the one
 * that took the position · `history`: its event number `event` · `unsigned`: its event decides about a reward and is not signed by the unit that it names · `chain`: the published link number `link` · `unlike-chain`: the chain holds
 * another filing at this position, `beyond`: the chain goes on where the positions end.
 */
export interface Fault {
  readonly kind: 'gap' | 'twin' | 'day-back' | 'no-report' | 'filing' | 'history' | 'unsigned' | 'chain' | 'unlike-chain' | 'beyond'
  readonly position: number
  readonly reference: string | null
  readonly event?: number
  readonly link?: number
}

export interface Progress {
  readonly reports: number
  readonly events: number
  /** Filings in the published chain; the rest wait for the night. */
  readonly linked: number
  readonly faults: readonly Fault[]
  readonly done: boolean
}

type Chained = ReadonlyMap<number, { readonly digest: string; readonly day: string }>
type KeysOf = (unit: string) => readonly string[]
type Place = Pick<History, 'position' | 'day' | 'digest' | 'report'>

/** Tells how far it has come after each page; `goesOn` false stops it there. */
export async function verifyAll({ call, keyring }: Pick<StaffTools, 'call' | 'keyring'>, onPage: (progress: Progress) => void, goesOn: () => boolean = () => true): Promise<Outcome<Progress>> {
  const chain = await readChain({ call })
  if (!chain.ok) return chain
  const { chained, faults: chainFaults } = chain.value
  let progress: Progress = { reports: 0, events: 0, linked: chained.size, faults: chainFaults, done: false }
  const seen = new Map<string, number>()
  let last: Place | null = null
  for (let after: number | null = 0; after !== null && goesOn(); ) {
    const page: Answer<z.infer<typeof listHistories.ok>> = await call(listHistories, {}, after === 0 ? {} : { after: String(after) })
    if (!page.ok) return page
    const { histories } = page.value
    const faults: Fault[] = []
    for (const history of histories) {
      faults.push(...placeFaults(history, last, seen), ...(await historyFaults(history, chained, (unit) => verifyKeysOf(keyring, unit))))
      last = history
    }
    const events = histories.reduce((sum, history) => sum + history.events.length, 0)
    after = page.value.next
    progress = { ...progress, reports: progress.reports + histories.length, events: progress.events + events, faults: [...progress.faults, ...faults], done: after === null }
    onPage(progress)
  }
  const beyond = (last?.position ?? 0) < chained.size && progress.done ? [{ kind: 'beyond' as const, position: (last?.position ?? 0) + 1, reference: null }] : []
  return { ok: true, value: { ...progress, faults: [...progress.faults, ...beyond] } }
}

/** Positions count on by one, no filing comes twice, and days never go back (worker/report/store.ts). */
function placeFaults(now: History, last: Place | null, seen: Map<string, number>): Fault[] {
  const at = { position: now.position, reference: now.filed?.reference ?? null }
  const twin = seen.has(now.digest) || seen.has(now.report)
  seen.set(now.digest, now.position).set(now.report, now.position)
  return [
    ...(now.position === (last?.position ?? 0) + 1 ? [] : [{ kind: 'gap' as const, ...at, position: (last?.position ?? 0) + 1 }]),
    ...(twin ? [{ kind: 'twin' as const, ...at }] : []),
    ...(last !== null && now.day < last.day ? [{ kind: 'day-back' as const, ...at }] : []),
  ]
}

async function historyFaults({ position, digest, day, report, filed, events }: History, chained: Chained, keysOf: KeysOf): Promise<Fault[]> {
  const published = chained.get(position)
  const unlike: Fault[] = published === undefined || (published.digest === digest && published.day === day) ? [] : [{ kind: 'unlike-chain', position, reference: filed?.reference ?? null }]
  if (filed === null) return [...unlike, { kind: 'no-report', position, reference: null }]
  const { reference } = filed
  const broken = await firstBrokenOf(report, filed.digest, events, filed)
  return [
    ...unlike,
    ...(filed.digest === digest && filed.day === day ? [] : [{ kind: 'filing' as const, position, reference }]),
    ...(broken === null ? [] : [{ kind: 'history' as const, position, reference, event: broken }]),
    ...unsigned(reference, filed.digest, events, keysOf).map((event) => ({ kind: 'unsigned' as const, position, reference, event })),
  ]
}

/** The numbers of events that decide about a reward and that nobody signed. A kind that nobody knows is no decision; the history itself tells of it. */
function unsigned(reference: string, filingDigest: string, events: History['events'], keysOf: KeysOf): number[] {
  const read = events.map((event) => ({ ...event, kind: EventKind.safeParse(event.kind).data ?? ('noted' as const), detail: readDetail(event.detail) }))
  return [...signedIn(reference, filingDigest, read, keysOf)].flatMap(([seq, signed]) => (signed === 'good' ? [] : [seq]))
}

/** The published chain, followed link by link while it is fetched; what it holds at each position. */
async function readChain({ call }: Pick<StaffTools, 'call'>): Promise<Outcome<{ chained: Chained; faults: Fault[] }>> {
  const chained = new Map<number, { digest: string; day: string }>()
  const faults: Fault[] = []
  let last: ChainLink | null = null
  for (let after: string | null = '0'; after !== null; ) {
    const page: Answer<z.infer<typeof listHeads.ok>> = await call(listHeads, {}, { after })
    if (!page.ok) return page
    const { links, next }: z.infer<typeof listHeads.ok> = page.value
    const reading = await verifyChain(links, last)
    if (!reading.ok && faults.length === 0) faults.push({ kind: 'chain', position: links.find(({ n }) => n === reading.n)?.first ?? 0, reference: null, link: reading.n })
    for (const { day, first, digests } of links) for (const [index, digest] of digests.entries()) chained.set(first + index, { digest, day })
    last = links.at(-1) ?? last
    after = next === null || links.length === 0 ? null : String(next)
  }
  return { ok: true, value: { chained, faults } }
}

/** A fault in one sentence. */
export function sayFault({ kind, position, reference, event, link }: Fault): string {
  const whose = reference === null ? `第${position}位` : `编号 ${reference}（第${position}位）`
  const words: Record<Fault['kind'], string> = {
    gap: `第${position}位空着，这里少了一件。`,
    twin: `${whose}和前面的一件重了。`,
    'day-back': `${whose}的日子比前一位还早。`,
    'no-report': `${whose}的举报不见了，只剩下位次。`,
    filing: `${whose}收下的内容和它的位次对不上。`,
    history: `${whose}的第${event ?? 1}条流转记录接不上前一条，或者缺了。`,
    unsigned: `${whose}的第${event ?? 1}条流转记录定了奖励，没有对得上的签名。`,
    chain: `公开链从第${link ?? 1}段起接不上。`,
    'unlike-chain': `${whose}和公开链里同一位放的不是同一件。`,
    beyond: `公开链里还有第${position}位和以后的件，数据库里没有了。`,
  }
  return words[kind]
}
