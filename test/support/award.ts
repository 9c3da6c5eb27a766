/** A report whose reward is decided, claimed and paid, step by step through the API and with the browser's own modules. */
import { claimAward } from '#contract/track.ts'
import { openReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import * as award from '../../site/console/award/act.ts'
import * as act from '../../site/console/report/act.ts'
import { pay, startPaying } from '../../site/console/window/act.ts'
import { claim } from '../../site/track/claim.ts'
import type { Tip } from '../../site/crypto/filing.ts'
import { callerOf, must, type Place } from './api.ts'
import { signedIn, type Worker } from './members.ts'
import { comeBack, look, moved, tell, type Told } from './story.ts'

export interface Crew {
  readonly desk: Worker
  readonly housing: Worker
  readonly approver: Worker
  readonly approver2: Worker
  readonly supervisor: Worker
  readonly cashier: Worker
  readonly cashier2: Worker
  readonly auditor: Worker
}

/** Everybody who has to do with a reward. */
export async function crew(): Promise<Crew> {
  const [desk, housing, approver, approver2, supervisor, cashier, cashier2, auditor] = (await Promise.all([
    'desk01', 'housing01', 'approver01', { name: 'approver02', unit: 'desk', roles: ['approver'] as const }, 'supervisor01', 'cashier01', 'cashier02', 'auditor01',
  ].map((who) => signedIn(who)))) as [Worker, Worker, Worker, Worker, Worker, Worker, Worker, Worker]
  return { desk, housing, approver, approver2, supervisor, cashier, cashier2, auditor }
}

/** Verified by the department, in a report whose reporter wishes for a reward. */
export async function verified({ desk, housing }: Crew, tip: Partial<Tip> = {}): Promise<Told> {
  const told = await tell({ wantsReward: true, ...tip })
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  must(await housing.call(openReport, { reference: told.reference }, {}))
  await moved(housing, told.reference, (seen) => act.find(housing.session, seen, 'substantiated', '查到六个大气瓶。'))
  return told
}

/** A fine of 50,000元 makes 7,500元. */
export const FINE = { query: { kind: 'violation', fineFen: 5_000_000, insider: true }, finding: '查到六个大气瓶，报警器没有电。', document: '示住建罚〔2026〕77号' } as const
export const FEN = 750_000

export const proposed = async (people: Crew, told: Told, proposal: award.Proposal = FINE): Promise<StaffReport> =>
  moved(people.desk, told.reference, (seen) => award.propose(people.desk.session, seen, proposal))

/** Verified, proposed by the desk, approved by another. */
export async function waiting(people: Crew, tip: Partial<Tip> = {}): Promise<Told> {
  const told = await verified(people, tip)
  await proposed(people, told)
  await moved(people.approver, told.reference, (seen) => award.approve(people.approver.session, seen))
  return told
}

/** The reporter claims as the page does; the voucher's number. */
export async function claimed(told: Told, { renew = false, place }: { renew?: boolean; place?: Place } = {}): Promise<string> {
  const report = { keys: told.keys, tracked: await comeBack(told), messages: [], files: [], opens: {}, writable: {}, receiptGood: null }
  return must(await claim(report, { call: callerOf(place), renew })).voucher
}

export const paid = async ({ cashier }: Pick<Crew, 'cashier'>, voucher: string) => must(await pay(cashier.session, startPaying(voucher) ?? { voucher, deed: 'A'.repeat(22) }))

/** What somebody sends who claims by hand. */
export const claimWith = (input: Record<string, unknown>) => callerOf()(claimAward, {}, input as never)

export { look }
