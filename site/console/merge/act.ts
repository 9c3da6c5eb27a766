/** Working on two reports as one, sealed and sent. No DOM: the buttons and the commands call the same functions. */
import { readReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import * as contract from '#contract/merge.ts'
import { digestOf } from '#contract/rules/digest.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import { renewed } from '../holding/act.ts'
import { unsealReport, type UnsealedReport } from '../report/unseal.ts'
import { writeToDialogue } from '../report/write.ts'
import type { StaffSession } from '../session.ts'

type Moved = Promise<Outcome<StaffReport>>

/** The other report, opened; its dialogue renewed where that is due. */
async function readOther(session: StaffSession, reference: string): Promise<Outcome<UnsealedReport>> {
  const read = await session.tools.call(readReport, { reference }, {})
  return read.ok ? { ok: true, value: await renewed(session, await unsealReport(session, read.value)) } : read
}

/** Who holds one of them and is kept out of the other by its sealed words alone, which the Worker cannot see. */
function barred(one: UnsealedReport, other: UnsealedReport): boolean {
  const holds = ({ report }: UnsealedReport, unit: string) => report.parts.some((part) => part.unit === unit && part.standing === 'holding')
  return one.avoid.some((unit) => holds(other, unit)) || other.avoid.some((unit) => holds(one, unit))
}

/** Works on this report with an earlier one. */
export function merge(session: StaffSession, unsealed: UnsealedReport, into: string): Moved {
  return attempt(async () => {
    const other = await readOther(session, into)
    if (!other.ok) return other
    if (unsealed.content?.words == null || other.value.content?.words == null) return refusal('unopenable')
    if (barred(unsealed, other.value)) return refusal('avoided')
    const { reference, seq } = unsealed.report
    return await session.tools.call(contract.mergeReport, { reference }, { seq, into })
  })
}

export const unmerge = (session: StaffSession, { report: { reference, seq } }: UnsealedReport): Moved =>
  session.tools.call(contract.unmergeReport, { reference }, { seq })

/** The words that came with the main report's last result: by the digest in that event, so that no later words are taken for them. */
async function resultWords({ report, dialogue }: UnsealedReport): Promise<string | null> {
  const digest = report.timeline.findLast(({ detail }) => detail.result !== undefined)?.detail.bodies?.[0]
  const digests = await Promise.all(report.bodies.map(({ sealed }) => digestOf('sealed', [sealed])))
  const body = report.bodies[digests.findIndex((one) => one === digest)]
  return dialogue.find(({ compartment, n }) => compartment === body?.compartment && n === body.n)?.words?.text ?? null
}

/** Writes the earlier report's finding, word for word, to the reporter of this one. */
export function relay(session: StaffSession, unsealed: UnsealedReport): Moved {
  const keys = session.unitKeys
  const into = unsealed.report.merge.into?.reference ?? null
  if (keys === null || into === null) return Promise.resolve(refusal(keys === null ? 'no-unit-key' : 'unopenable'))
  return attempt(async () => {
    const main = await readOther(session, into)
    if (!main.ok) return main
    const text = await resultWords(main.value)
    if (text === null) return refusal('unopenable')
    const { reference, seq } = unsealed.report
    return await session.tools.call(contract.relayFinding, { reference }, { seq, body: await writeToDialogue(keys, unsealed, 'finding', text) })
  })
}

/** To every merged report whose reporter has not read it; stops at the first that cannot be told. */
export async function relayAll(session: StaffSession, main: UnsealedReport): Promise<Outcome<string[]>> {
  const told: string[] = []
  for (const { reference, untold } of main.report.merge.with) {
    if (!untold || reference === null) continue
    const other = await readOther(session, reference)
    if (!other.ok) return other
    const done = await relay(session, other.value)
    if (!done.ok) return done
    told.push(reference)
  }
  return { ok: true, value: told }
}
