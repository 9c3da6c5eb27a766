/** A file that cannot be given is said before each step by which somebody comes to hold the report, to whomever the step then leaves it out. */
import { expect, it } from 'vitest'
import { stuckFiles } from '../../site/console/holding/files.ts'
import * as act from '../../site/console/report/act.ts'
import { receivers } from '../../site/console/report/holders.ts'
import { unsealReport, type UnsealedReport } from '../../site/console/report/unseal.ts'
import * as review from '../../site/console/review/act.ts'
import type { StaffSession } from '../../site/console/session.ts'
import { aReport, aSession } from '../support/staff-report.ts'

const FILE = { k: 1, seq: 1, parts: 1, last: 1, digest: 'A'.repeat(43), compartment: 'c'.repeat(22), n: 1 }

interface Step {
  readonly units: (seen: UnsealedReport) => string[]
  readonly take: (session: StaffSession, seen: UnsealedReport) => Promise<unknown>
  readonly to: string
}

const STEPS: Readonly<Record<string, Step>> = {
  accept: { units: act.acceptedAnew, take: act.accept, to: 'housing' },
  assign: { units: (seen) => act.assignedAnew(seen, 'housing', []), take: (session, seen) => act.assign(session, seen, 'housing', []), to: 'housing' },
  'hand-on': { units: (seen) => receivers(seen, ['market']), take: (session, seen) => act.handOn(session, seen, ['market']), to: 'market' },
  escalate: { units: review.escalatedAnew, take: (session, seen) => review.escalate(session, seen, 'several-units'), to: 'gov' },
  'name-review': { units: (seen) => review.reviewingAnew(seen, 'fire'), take: (session, seen) => review.nameReview(session, seen, 'fire'), to: 'fire' },
}

async function tried({ units, take, to }: Step, holding: readonly string[]) {
  const { report } = await aReport({ holding, rest: { evidence: [FILE] } })
  const session = await aSession('desk', ['desk'])
  const seen = await unsealReport(session, report)
  await take(session, seen)
  return { said: stuckFiles(seen, units(seen)), without: session.sent[0]?.input['without'], to }
}

it.for(Object.entries(STEPS))('%s', async ([, step]) => {
  const fresh = await tried(step, ['desk'])
  expect([fresh.said, fresh.without]).toEqual([['附件1'], { [step.to]: [1] }])
  const held = await tried(step, ['desk', step.to])
  expect([held.said, held.without], 'who holds it already is given nothing').toEqual([[], undefined])
})

it('is not said before anybody is chosen, nor of the desk, which holds it', async () => {
  const seen = await unsealReport(await aSession('desk', ['desk']), (await aReport({ rest: { evidence: [FILE] } })).report)
  expect(['', 'desk'].map((unit) => review.reviewingAnew(seen, unit))).toEqual([[], []])
})
