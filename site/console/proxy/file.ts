/** Filing for somebody: the reporter's own steps, sent by a member's operation. No DOM, so that `npm run staff` files by them too. */
import { fileForSomebody, type Channel } from '#contract/proxy.ts'
import type { Tip } from '../../crypto/filing.ts'
import { fileReport, type Deliver, type FilingOutcome } from '../../report/submit.ts'
import type { StaffSession } from '../session.ts'

/** Sends as this member. The way is read when it is sent: it may be changed between two tries. */
export const deliverBy = ({ tools }: StaffSession, channel: () => Channel): Deliver => async (filing) => {
  if (filing.kind === 'question') throw new TypeError('nobody asks through a member')
  return tools.call(fileForSomebody, {}, { filing, channel: channel() })
}

/** Files what somebody told. The code is made here, and in the answer for whoever is to have it. */
export const fileFor = (session: StaffSession, tip: Tip, channel: Channel): Promise<FilingOutcome> =>
  fileReport(tip, { call: session.tools.call, deliver: deliverBy(session, () => channel) })

/** Whether the unit to keep out is the member's own. */
export const avoidsOwn = ({ me }: StaffSession, avoid: readonly string[]): boolean => me.unit !== null && avoid.includes(me.unit)
