import { describe, expect, it } from 'vitest'
import { eventDigest } from '#contract/rules/history.ts'
import { unsealReport } from '../../site/console/report/unseal.ts'
import { makeCompartment } from '../../site/crypto/compartment.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { aBody, aReport, aSession } from '../support/staff-report.ts'

describe('a report in the browser of a unit that holds it', () => {
  it('shows the words, and that the reporter signed them', async () => {
    const { report } = await aReport()
    const unsealed = await unsealReport(await aSession('desk', ['desk']), report)
    expect(unsealed.content).toMatchObject({ signature: 'good', problem: null, words: { place: '夜市东口' } })
    expect(unsealed).toMatchObject({ differences: [], failedGrants: 0, holding: ['desk', 'housing'] })
  })

  it('opens nothing without the unit’s keys, and says that there is something', async () => {
    const { report } = await aReport()
    const unsealed = await unsealReport({ ...(await aSession('desk', ['desk'])), unitKeys: null }, report)
    expect(unsealed.content).toMatchObject({ words: null, problem: 'no-key' })
  })

  it('names the plain fields that the server shows otherwise than they were sealed, and obeys the sealed ones', async () => {
    const { report } = await aReport({ sealed: { avoid: ['t-heping'], flags: ['death', 'ongoing'], violations: ['gas-alarm-missing'] } })
    const unsealed = await unsealReport(await aSession('desk', ['desk']), report)
    expect(unsealed.differences).toEqual(['flags', 'avoid'])
    expect(unsealed.avoid).toEqual(['t-heping'])
    expect(unsealed.sealedRoute).toMatchObject({ lead: 'gov', escalated: true })
  })

  it('takes a grant of another report for none', async () => {
    const [mine, other] = [await aReport(), await aReport()]
    const unsealed = await unsealReport(await aSession('desk', ['desk']), { ...mine.report, grants: other.report.grants })
    expect(unsealed).toMatchObject({ failedGrants: 1, content: { words: null, problem: 'no-key' } })
  })

  it('shows a body that was moved here as misplaced, an unsigned one as unsigned, a wrongly signed one as wrong', async () => {
    const { report, dialogue } = await aReport()
    const fire = await demonstrationUnitKeys('fire')
    const place = { report: report.report, kind: 'message' as const, author: 'housing' }
    const bodies = [
      await aBody(dialogue, { ...place, n: 1 }, { text: '没有签名' }, null),
      await aBody(dialogue, { ...place, n: 2 }, { text: '别人签的' }, fire.signSeed),
      { ...(await aBody(dialogue, { ...place, n: 9 }, { text: '搬来的' }, (await demonstrationUnitKeys('housing')).signSeed)), n: 3 },
    ]
    const unsealed = await unsealReport(await aSession('desk', ['desk']), { ...report, bodies: [...report.bodies, ...bodies] })
    expect(unsealed.dialogue.map(({ words, signature, problem }) => [words?.text, signature, problem])).toEqual([
      ['没有签名', 'missing', null],
      ['别人签的', 'wrong', null],
      [undefined, null, 'misplaced'],
    ])
  })

  it('holds its history against the digest of its filing', async () => {
    const { report } = await aReport()
    const event = { seq: 1, kind: 'received', unit: null, member: null, day: report.day, detail: {} } as const
    const timeline = [{ ...event, digest: await eventDigest(report.report, report.filingDigest, event) }]
    const desk = await aSession('desk', ['desk'])
    expect(await unsealReport(desk, { ...report, timeline })).toMatchObject({ brokenAt: null })
    expect(await unsealReport(desk, { ...report, timeline: [{ ...event, digest: report.filingDigest }] })).toMatchObject({ brokenAt: 1 })
  })

  it('says of notes it was not granted that it has no key', async () => {
    const { report } = await aReport()
    const notes = await makeCompartment()
    const note = await aBody(notes, { report: report.report, kind: 'note', n: 1, author: 'desk' }, { text: '内部' }, null)
    const unsealed = await unsealReport(await aSession('desk', ['desk']), { ...report, notes: notes.id, bodies: [...report.bodies, note] })
    expect(unsealed.notes).toMatchObject([{ words: null, problem: 'no-key' }])
  })
})
