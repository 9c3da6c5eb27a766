import type { Hono } from 'hono'
import { paying } from '#contract/county/paying.ts'
import type { Paying } from '#contract/reward.ts'
import { countWaiting, MOST_WAITING, type Waiting } from '#contract/waiting.ts'
import type { App } from '../http/context.ts'
import { memberOf, serve } from '../http/serve.ts'
import { readTogether } from '../platform/d1.ts'
import { ok } from '../platform/result.ts'
import { countColleagues } from '../staff/members.ts'
import type { Member } from '../staff/store.ts'
import { countCustody, countPayees, countProposals, countReversals, countTransfers, countVouchers, type Counting } from './store.ts'

/** What there is to count for this member; whoever waits for the unit's key is asked for nothing yet. */
function countings(db: D1Database, who: Member, today: string, { twoCashiersAbove }: Pick<Paying, 'twoCashiersAbove'>): [keyof Waiting, Counting][] {
  if (who.standing === 'waiting') return []
  const is = (...roles: Member['roles']) => who.roles.some((role) => roles.includes(role))
  const colleagues = countColleagues(db, who)
  return [
    ...(colleagues === null ? [] : [['colleagues', colleagues] as [keyof Waiting, Counting]]),
    ...(is('custodian', 'supervisor', 'desk') ? [['custody', countCustody(db, who, today)] as [keyof Waiting, Counting]] : []),
    ...(is('custodian') ? [['custody', countPayees(db)] as [keyof Waiting, Counting]] : []),
    ...(is('approver') ? [['awards', countProposals(db, who)] as [keyof Waiting, Counting]] : []),
    ...(is('approver', 'supervisor') ? [['awards', countReversals(db, who)] as [keyof Waiting, Counting]] : []),
    ...(is('cashier') ? [['payments', countTransfers(db, who)] as [keyof Waiting, Counting]] : []),
    ...(is('cashier') && twoCashiersAbove !== undefined ? [['payments', countVouchers(db, who, today)] as [keyof Waiting, Counting]] : []),
  ]
}

/** In one round trip, or none where there is nothing that could wait. */
export async function waitingFor(db: D1Database, who: Member, today: string, mode: Pick<Paying, 'twoCashiersAbove'> = paying): Promise<Waiting> {
  const wanted = countings(db, who, today, mode)
  const read = wanted.length === 0 ? [] : await readTogether(db, wanted.map(([, { select }]) => select))
  const sum = { colleagues: 0, custody: 0, awards: 0, payments: 0 }
  wanted.forEach(([part, { count }], at) => (sum[part] += count(read[at] ?? [])))
  const most = (n: number) => Math.min(n, MOST_WAITING)
  return { colleagues: sum.colleagues, custody: most(sum.custody), awards: most(sum.awards), payments: most(sum.payments) }
}

export function mountWaiting(app: Hono<App>): void {
  serve(app, countWaiting, {}, async ({ c, today }) => ok(await waitingFor(c.env.DB, memberOf(c), today)))
}
