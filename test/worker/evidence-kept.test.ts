/** Who can open the files that came after the filing: tried with real keys on everything the database holds. */
import { describe, expect, it } from 'vitest'
import * as holding from '../../site/console/holding/act.ts'
import * as merging from '../../site/console/merge/act.ts'
import * as act from '../../site/console/report/act.ts'
import { unsealReport, type UnsealedReport } from '../../site/console/report/unseal.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { recipientOf } from '../../site/crypto/age.ts'
import { partsKey, sealLater } from '../../site/crypto/attach.ts'
import { openBody } from '../../site/crypto/body.ts'
import { openFiles } from '../../site/evidence/read.ts'
import { sealBrought } from '../../site/track/bring.ts'
import { codeOf, post } from '../support/api.ts'
import { rows, run } from '../support/database.ts'
import { bringLater, brought, filesOf, opened } from '../support/later.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { the } from '../support/sealing.ts'
import { look, moved, tell, type Told } from '../support/story.ts'

const [desk, housing, fire] = await Promise.all(['desk01', 'housing01', 'fire01'].map((name) => signedIn(name))) as [Worker, Worker, Worker]
const reportOf = (reference: string) => rows<{ id: string }>('SELECT id FROM report WHERE reference = ?1', reference).then(([row]) => the(row).id)

async function underWay(): Promise<Told> {
  const told = await tell()
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  return told
}

/** Which files open to somebody with their keys and everything the server has. `held`: the report as they had it; `report`: as it is now, from whoever has it. */
async function openTo(who: Worker, held: UnsealedReport, report: StaffReport, more: readonly { sealed: string }[] = []): Promise<boolean[]> {
  const grants = [...(await rows<{ sealed: string }>('SELECT sealed FROM report_grant')), ...more].map(({ sealed }) => sealed)
  return (await openFiles(await unsealReport(who.session, { ...report, parts: held.report.parts, grants }))).map(({ identity }) => identity !== null)
}

describe('what comes later', () => {
  it('is served by the code of its report alone, and what came with the filing not at all', async () => {
    const [told, other] = [await underWay(), await tell()]
    const { keys } = await bringLater(told, [await brought()])
    const path = (k: number | string, n: number | string = 1) => `/api/track/evidence/${k}/parts/${n}`
    expect(await codeOf(await post(path(1), { lookup: keys.lookup }))).toBe('ok')
    const words = async (where: string, lookup: unknown) => {
      const response = await post(where, { lookup })
      return [response.status, ((await response.json<{ error: { message: string } }>()).error).message]
    }
    const unknown = await words(path(1), 'A'.repeat(43))
    for (const [where, lookup] of [[path(1), other.keys.lookup], [path(2), keys.lookup], [path(1, 2), keys.lookup], [path('x'), keys.lookup], [path(1), 'short']] as const) expect(await words(where, lookup)).toEqual(unknown)
    await run('DROP TRIGGER evidence_no_update')
    await run('UPDATE evidence SET seq = 1 WHERE report_id = ?1', await reportOf(told.reference))
    expect(await words(path(1), keys.lookup)).toEqual(unknown)
    expect((await opened(told)).tracked).toMatchObject({ filedFiles: 1 })
    await run("CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is never rewritten'); END")
  })

  it('is missed where the server leaves it out, and known as altered where it changes what it says', async () => {
    const told = await underWay()
    await bringLater(told, [await brought()])
    const seen = await look(housing, told.reference)
    const [file] = the(seen.report.evidence)
    expect(await openFiles({ ...seen, report: { ...seen.report, evidence: [{ ...the(file), digest: 'A'.repeat(43) }] } })).toMatchObject([{ problem: 'altered' }])
    expect(await openFiles({ ...seen, report: { ...seen.report, evidence: [] } })).toMatchObject([{ problem: 'unlisted' }])
    expect(seen.dialogue.at(-1)?.words).toMatchObject({ files: [the(file).compartment] })
  })

  it('does not open to a unit that was taken out, with its keys and everything the server has, even where the server says that it holds the report', async () => {
    const told = await underWay()
    await moved(desk, told.reference, (seen) => act.handOn(desk.session, seen, ['fire']))
    await bringLater(told, [await brought('以前.jpg')])
    const held = await look(fire, told.reference)
    await moved(desk, told.reference, (seen) => holding.takeOut(desk.session, seen, 'fire', 'leak-suspected'))
    await bringLater(told, [await brought('以后.jpg')])
    const { report } = await look(housing, told.reference)
    expect(await openTo(fire, held, report)).toEqual([true, false])
    // A server that names it as a holder to the reporter: it is granted the manifest, and still lacks the dialogue that opens the parts.
    const open = await opened(told)
    const lied = await sealBrought([await brought('第三.jpg')], { ...open.tracked, holders: [...open.tracked.holders, 'fire'] }, { id: open.tracked.dialogue, recipient: await recipientOf(the(open.writable[open.tracked.dialogue])) }, open.keys)
    const granted = lied.grants.filter(({ holder }) => holder === 'fire')
    expect(granted).toHaveLength(1)
    const { evidence } = lied
    report.bodies.push({ compartment: the(evidence[0]).compartment, n: 1, kind: 'evidence', author: 'reporter', day: report.today, sealed: the(evidence[0]).sealed })
    the(report.evidence).push({ ...the(the(report.evidence)[1]), k: 3, compartment: the(evidence[0]).compartment })
    expect(await openTo(fire, held, report, granted)).toEqual([true, false, false])
  })

  it('does not open to a unit that gave the report back, not even before the desk has seen that; to the next one it does', async () => {
    const told = await underWay()
    await bringLater(told, [await brought('以前.jpg')])
    const held = await look(housing, told.reference)
    await moved(housing, told.reference, (seen) => act.giveBack(housing.session, seen, 'not-our-duty'))
    await bringLater(told, [await brought('退回以后.jpg')])
    expect(await openTo(housing, held, (await look(desk, told.reference)).report)).toEqual([true, false])
    await moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'fire', []))
    await bringLater(told, [await brought('重派以后.jpg')])
    const { report } = await look(fire, told.reference)
    expect(await openTo(housing, held, report)).toEqual([true, false, false])
    expect(await openTo(fire, await look(fire, told.reference), report)).toEqual([true, true, true])
  })

  it('to a merged report stays its own holders’: who has the earlier one alone opens nothing of it, until it is handed on', async () => {
    const [earlier, later] = [await underWay(), await tell()]
    await moved(desk, earlier.reference, (seen) => act.handOn(desk.session, seen, ['fire']))
    const held = await look(fire, earlier.reference)
    await moved(desk, later.reference, (seen) => merging.merge(desk.session, seen, earlier.reference))
    await bringLater(later, [await brought('并入以后.jpg')])
    const { report } = await look(desk, later.reference)
    expect(await openTo(fire, held, report)).toEqual([false])
    expect(await openTo(desk, await look(desk, later.reference), report)).toEqual([true])
    expect((await opened(earlier)).files).toEqual([])
    expect((await look(fire, earlier.reference)).report.evidence ?? []).toEqual([])
    await moved(desk, later.reference, (seen) => act.handOn(desk.session, seen, ['fire']))
    expect((await filesOf(fire, later.reference)).map(({ problem, identity }) => [problem, identity !== null])).toEqual([[null, true]])
  })

  it('opens to a unit that it is handed on to, but for a file whose compartment it is not granted', async () => {
    const told = await underWay()
    await bringLater(told, [await brought('一.jpg'), await brought('二.jpg')])
    await moved(desk, told.reference, (seen) => {
      const [, left] = the(seen.report.evidence)
      const vouched = Object.fromEntries(Object.entries(seen.vouched).filter(([id]) => id !== the(left).compartment))
      // A console that says nothing of it: the server takes the file for given, and serves it.
      const call: typeof desk.session.tools.call = (operation, params, input, ...rest) => desk.session.tools.call(operation, params, { ...(input as object), without: undefined } as typeof input, ...rest)
      return act.handOn({ ...desk.session, tools: { ...desk.session.tools, call } }, { ...seen, vouched }, ['fire'])
    })
    expect((await filesOf(fire, told.reference)).map(({ problem, identity }) => [problem, identity !== null])).toEqual([[null, true], ['no-key', false]])
  })

  it('is nobody else’s key: one that was sealed for another file or report opens nothing', async () => {
    const [told, other] = [await underWay(), await underWay()]
    const open = await opened(told)
    const dialogue = { id: open.tracked.dialogue, recipient: await recipientOf(the(open.writable[open.tracked.dialogue])) }
    const { evidence, opens } = await sealLater([await brought()], { report: open.tracked.report, author: 'reporter', signSeed: open.keys.signSeed, dialogue })
    const [one] = evidence
    const { statement } = await openBody(the(one).sealed, the(opens[the(one).compartment]), { report: open.tracked.report, compartment: the(one).compartment, n: 1, author: 'reporter', kind: 'evidence' }, [open.keys.verify])
    expect(await partsKey(open.tracked.report, the(one).compartment, statement.body, open.opens)).not.toBeNull()
    expect(await partsKey(await reportOf(other.reference), the(one).compartment, statement.body, open.opens)).toBeNull()
    expect(await partsKey(open.tracked.report, 'B'.repeat(22), statement.body, open.opens)).toBeNull()
    expect(await partsKey(open.tracked.report, the(one).compartment, statement.body, opens)).toBeNull()
  })
})
