import { describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import type { Grant, NewBody } from '#contract/sealed.ts'
import * as act from '../../site/console/report/act.ts'
import { barOf } from '../../site/console/report/holders.ts'
import { unsealReport } from '../../site/console/report/unseal.ts'
import { nextNumber } from '../../site/console/report/write.ts'
import { openBody } from '../../site/crypto/body.ts'
import { makeCompartment } from '../../site/crypto/compartment.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openGrant, sealGrant } from '../../site/crypto/grant.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { holderKeys } from '../../site/crypto/keyring.ts'
import { aBody, aReport, aSession, type Sent, type Wanted } from '../support/staff-report.ts'

const grantsOf = (sent: Sent | undefined) => (sent?.input['grants'] ?? []) as Grant[]
const holdersOf = (sent: Sent | undefined) => grantsOf(sent).map((grant) => grant.holder)

async function opened(grant: Grant | undefined, report: string) {
  if (grant === undefined) throw new Error('no such grant')
  return await openGrant(grant.sealed, (await demonstrationUnitKeys(grant.holder)).identity, { report, holder: grant.holder })
}

describe('who is granted what', () => {
  it('accepting grants nothing to a lead that holds it already', async () => {
    const { report } = await aReport()
    const session = await aSession('desk', ['desk'])
    await act.accept(session, await unsealReport(session, report))
    expect(session.sent).toMatchObject([{ name: 'acceptReport', params: { reference: '1234-5678' }, input: { seq: 1, grants: [] } }])
  })

  it('handing on grants each newcomer content and dialogue, once, and nobody who holds it', async () => {
    const { report, content, dialogue } = await aReport()
    const session = await aSession('desk', ['desk'])
    await act.handOn(session, await unsealReport(session, report), ['fire', 'housing', 'market', 'fire'])
    expect(session.sent[0]?.input['units']).toEqual(['fire', 'market'])
    expect(holdersOf(session.sent[0])).toEqual(['fire', 'market'])
    expect(await opened(grantsOf(session.sent[0])[0], report.report)).toEqual({ [content.id]: content.identity, [dialogue.id]: dialogue.identity })
  })

  it('assigning grants lead and assists, and the lead does not assist itself', async () => {
    const { report } = await aReport()
    const session = await aSession('desk', ['desk'])
    await act.assign(session, await unsealReport(session, report), 'market', ['housing', 'fire', 'market'])
    expect(session.sent[0]?.input).toMatchObject({ lead: 'market', assists: ['housing', 'fire'] })
    expect(session.sent[0]?.input).not.toHaveProperty('dialogue')
    expect(holdersOf(session.sent[0])).toEqual(['market', 'fire'])
  })

  const KEPT_OUT: [string, Wanted][] = [
    ['the plain list keeps it out', { plain: { avoid: ['fire'] } }],
    ['only the sealed list keeps it out', { sealed: { avoid: ['fire'] } }],
  ]
  it.for(KEPT_OUT)('never grants to an avoided unit: %s', async ([, wanted]) => {
    const { report } = await aReport(wanted)
    const session = await aSession('desk', ['desk'])
    const unsealed = await unsealReport(session, report)
    expect(await act.handOn(session, unsealed, ['market', 'fire'])).toMatchObject({ ok: false, code: 'avoided' })
    expect(await act.assign(session, unsealed, 'fire', [])).toMatchObject({ ok: false, code: 'avoided' })
    expect(session.sent).toEqual([])
  })

  it('does not accept with a lead that the sealed list keeps out, though the server let it hold the report', async () => {
    const { report } = await aReport({ sealed: { avoid: ['housing'] } })
    const session = await aSession('desk', ['desk'])
    expect(await act.accept(session, await unsealReport(session, report))).toMatchObject({ ok: false, code: 'avoided' })
    expect(session.sent).toEqual([])
  })

  it('does not accept with another lead than the sealed fields give', async () => {
    const { report } = await aReport({ sealed: { flags: ['death'] } })
    const session = await aSession('desk', ['desk'])
    expect(await act.accept(session, await unsealReport(session, { ...report, route: { ...report.route, lead: 'fire' } }))).toMatchObject({ ok: false, code: 'route-differs' })
  })

  it('never grants to custodian or cashier, nor of a death to the department concerned or a township, even where only the sealed flags tell', async () => {
    const { report } = await aReport({ sealed: { flags: ['death'] } })
    const unsealed = await unsealReport(await aSession('desk', ['desk']), report)
    expect(['custodian', 'cashier', 'housing', 't-heping', 'gov', 'police'].map((unit) => barOf(unsealed, unit))).toEqual([
      'never-holds', 'never-holds', 'department-concerned', 'township-of-escalated', null, null,
    ])
  })

  it('grants nothing while the sealed content is shut', async () => {
    const { report } = await aReport()
    const session = await aSession('desk', ['desk'])
    const unsealed = await unsealReport(session, { ...report, bodies: report.bodies.map((body) => ({ ...body, n: 2 })) })
    expect(await act.handOn(session, unsealed, ['fire'])).toMatchObject({ ok: false, code: 'unopenable' })
    expect(session.sent).toEqual([])
  })

  it('sends nothing sealed without the unit’s keys', async () => {
    const { report } = await aReport()
    const session = { ...(await aSession('desk', ['desk'])), unitKeys: null }
    expect(await act.reply(session, await unsealReport(session, report), '在吗')).toMatchObject({ ok: false, code: 'no-unit-key' })
  })
})

describe('what members write', () => {
  it('numbers on within its compartment, whoever wrote before', async () => {
    const { report, dialogue, reporterSeed } = await aReport()
    const asked = await aBody(dialogue, { report: report.report, kind: 'message', n: 4, author: 'reporter' }, { text: '还在烧' }, reporterSeed)
    const later = { ...report, bodies: [...report.bodies, asked] }
    expect([nextNumber(later, dialogue.id), nextNumber(later, 'elsewhere')]).toEqual([5, 1])
  })

  it('seals a finding to the dialogue, signed by the unit, so that the reporter reads it', async () => {
    const { report, dialogue } = await aReport({ seenBy: 'housing' })
    const session = await aSession('housing', ['handler'])
    await act.find(session, await unsealReport(session, report), 'partly', '三家里有一家没装')
    const input = session.sent[0]?.input ?? {}
    const [result, body] = [input['result'], input['body'] as NewBody]
    const place = { report: report.report, compartment: dialogue.id, n: 1, author: 'housing', kind: 'finding' as const }
    expect([result, body.compartment]).toEqual(['partly', dialogue.id])
    expect(await openBody(body.sealed, dialogue.identity, place, verifyKeysOf(keyring, 'housing'))).toMatchObject({ signature: 'good', statement: { body: { text: '三家里有一家没装' } } })
  })

  it('makes the notes’ compartment with the first note, for every unit that holds the report and not for the reporter', async () => {
    const { report, content } = await aReport()
    const session = await aSession('desk', ['desk'])
    await act.note(session, await unsealReport(session, report), '老板是和平镇的亲戚')
    const body = session.sent[0]?.input['body'] as NewBody
    expect(holdersOf(session.sent[0])).toEqual(['desk', 'housing'])
    const opens = await opened(grantsOf(session.sent[0])[1], report.report)
    expect(Object.keys(opens)).toEqual([body.compartment])
    expect([body.n, [content.id, report.dialogue].includes(body.compartment)]).toEqual([1, false])
  })

  it('writes the next note into the same compartment, and hands it on with the rest', async () => {
    const { report, content, dialogue } = await aReport()
    const notes = await makeCompartment()
    const first = await aBody(notes, { report: report.report, kind: 'note', n: 1, author: 'desk' }, { text: '一' }, null)
    const grant = await sealGrant(holderKeys(keyring, 'desk').recipient, { report: report.report, holder: 'desk' }, { [notes.id]: notes.identity }, { by: 'desk', signSeed: (await demonstrationUnitKeys('desk')).signSeed })
    const noted = { ...report, notes: notes.id, bodies: [...report.bodies, first], grants: [...report.grants, grant] }
    const session = await aSession('desk', ['desk'])
    const unsealed = await unsealReport(session, noted)
    await act.note(session, unsealed, '二')
    await act.handOn(session, unsealed, ['fire'])
    expect(session.sent[0]?.input).toMatchObject({ body: { compartment: notes.id, n: 2 }, grants: [] })
    expect(Object.keys(await opened(grantsOf(session.sent[1])[0], report.report)).sort()).toEqual([content.id, dialogue.id, notes.id].sort())
  })

  it('keeps an avoided unit out of the notes even where the server lets it hold the report', async () => {
    const { report } = await aReport({ sealed: { avoid: ['housing'] } })
    const session = await aSession('desk', ['desk'])
    await act.note(session, await unsealReport(session, report), '先别让住建局知道')
    expect(holdersOf(session.sent[0])).toEqual(['desk'])
  })

  it('leaves empty words out of a refusal', async () => {
    const { report } = await aReport()
    const session = await aSession('desk', ['desk'])
    await act.refuse(session, await unsealReport(session, report), { reason: 'not-a-report', text: '' })
    expect(session.sent[0]?.input).toEqual({ seq: 1, reason: 'not-a-report' })
  })
})
