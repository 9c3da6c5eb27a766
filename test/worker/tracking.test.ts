import { describe, expect, it } from 'vitest'
import { ErrorBody } from '#contract/errors.ts'
import { trackReport, writeAsReporter } from '#contract/track.ts'
import { openBody } from '../../site/crypto/body.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { verifyReceipt } from '../../site/crypto/receipt.ts'
import * as act from '../../site/console/report/act.ts'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { readKeyring } from '#contract/public.ts'
import { callerOf, codeOf, must, post, send } from '../support/api.ts'
import { dump, rows, run } from '../support/database.ts'
import { anySealed, key, signedIn } from '../support/members.ts'
import { aBody, classicSealed, freshSealed, twiceSealed } from '../support/sealed.ts'
import { comeBack, look, messageOf, moved, say, tell, type Told } from '../support/story.ts'

const anybody = callerOf()
const desk = signedIn('desk01')
const housing = signedIn('housing01')

/** Accepted, with the lead at work on it. */
async function underWay(): Promise<Told> {
  const [told, intake] = [await tell(), await desk]
  await moved(intake, told.reference, (seen) => act.accept(intake.session, seen))
  return told
}

const write = (told: Told, body: unknown) => post('/api/track/messages', { lookup: told.keys.lookup, body })

describe('coming back with the code', () => {
  it('opens status, deadlines, route and the receipt of the day it was filed', async () => {
    const told = await tell()
    const tracked = await comeBack(told)
    expect(tracked).toMatchObject({ reference: told.reference, state: 'received', lead: 'housing', receipt: told.filed.receipt, deadlines: told.filed.deadlines })
    const { receiptKey } = must(await anybody(readKeyring, {}, {}))
    expect(verifyReceipt(tracked.receipt, profile.id, receiptKey)).toBe(true)
  })

  it('says of an unknown key, word for word, what it says of a malformed one', async () => {
    const before = await dump()
    const answers = await Promise.all([{ lookup: key() }, { lookup: 'short' }, { lookup: 7 }, {}, { lookup: '\ud800' }, { lookup: `${key()}A` }].map(async (input) => {
      const response = await post('/api/track', input)
      return [response.status, ErrorBody.parse(await response.json()).error.code, '']
    }))
    expect(new Set(answers.map(String)).size).toBe(1)
    const words = await Promise.all([key(), 'short'].map(async (lookup) => ErrorBody.parse(await (await post('/api/track', { lookup })).json()).error.message))
    expect(words[0]).toBe(words[1])
    const writing = await Promise.all([key(), 'short'].map(async (lookup) => ErrorBody.parse(await (await post('/api/track/messages', { lookup, body: await aBody('A'.repeat(22)) })).json()).error.message))
    expect(writing).toEqual([words[0], words[0]])
    expect(await dump()).toEqual(before)
  })

  it('refuses what is not a question', async () => {
    const { keys } = await tell()
    expect(await codeOf(await post('/api/track', { lookup: keys.lookup, also: 1 }))).toBe('invalid')
    expect(await codeOf(await send('POST', '/api/track', '{"lookup":', {}))).toBe('invalid')
    expect(await codeOf(await send('POST', '/api/track', `{"lookup":"${keys.lookup}","__proto__":{"x":1}}`, {}))).toBe('invalid')
    expect(await codeOf(await send('POST', '/api/track', 'x'.repeat(20_000), {}))).toBe('too_large')
  })
})

describe('what the reporter is shown', () => {
  it('is never a note, a member, an identity, a grant of somebody else, nor a gap where a note was', async () => {
    const told = await tell({ identity: { name: '沈砚秋', phone: '000-1234567' } })
    const [intake, lead] = [await desk, await housing]
    await moved(intake, told.reference, (seen) => act.note(intake.session, seen, '像是老主顾写的。'))
    await moved(intake, told.reference, (seen) => act.accept(intake.session, seen))
    await moved(lead, told.reference, (seen) => act.note(lead.session, seen, '先别打电话。'))
    await moved(lead, told.reference, (seen) => act.reply(lead.session, seen, '夜里几点开门？'))
    await moved(lead, told.reference, (seen) => act.giveBack(lead.session, seen, 'other-unit-leads', '应由市场监管牵头。'))

    const tracked = await comeBack(told)
    expect(tracked.timeline.map((event) => event.kind)).toEqual(['received', 'accepted', 'replied', 'returned'])
    expect(tracked.timeline.map((event) => event.seq)).toEqual([1, 2, 3, 4])
    expect(tracked.bodies.map((body) => body.kind)).toEqual(['message'])
    expect(tracked.grants).toEqual(told.sealed.filing.grants.filter(({ holder }) => holder === 'reporter').map(({ sealed }) => sealed))
    const shown = JSON.stringify(tracked)
    const [stored] = await rows<{ notes: string; extension_by: string | null }>('SELECT notes, extension_by FROM report WHERE reference = ?1', told.reference)
    const noteDigests = (await rows<{ digest: string }>(`SELECT digest FROM body WHERE kind = 'note'`)).map((row) => row.digest)
    expect(noteDigests).toHaveLength(3)
    for (const secret of ['desk01', 'housing01', 'noted', stored?.notes ?? 'no notes', told.sealed.filing.identity?.sealed ?? 'no identity', ...noteDigests]) {
      expect(shown).not.toContain(secret)
    }
  })

  it('is a question and a finding that open with the code and carry the unit’s signature', async () => {
    const told = await underWay()
    const lead = await housing
    await moved(lead, told.reference, (seen) => act.reply(lead.session, seen, '夜里几点开门？'))
    await say(told, '十一点以后。')
    await moved(lead, told.reference, (seen) => act.find(lead.session, seen, 'substantiated', '查到六个大气瓶。'))
    const tracked = await comeBack(told)
    const { opens } = await openGrants(tracked.grants, told.keys.identity, { report: tracked.report, holder: 'reporter' })
    const opened = await Promise.all(tracked.bodies.map((body) =>
      openBody(body.sealed, opens[body.compartment] ?? '', { ...body, report: tracked.report }, body.author === 'reporter' ? [told.keys.verify] : verifyKeysOf(keyring, body.author))))
    expect(opened.map(({ statement, signature }) => [statement.author, statement.body, signature])).toEqual([
      ['housing', { text: '夜里几点开门？' }, 'good'], ['reporter', { text: '十一点以后。' }, 'good'], ['housing', { text: '查到六个大气瓶。' }, 'good'],
    ])
  })
})

describe('writing with the code', () => {
  it('takes the same message again, at once or later, and changes nothing by it', async () => {
    const told = await tell()
    const body = await messageOf(told, await comeBack(told), '他们换了地方。')
    const [one, two, three] = await Promise.all([0, 1, 2].map(async () => must(await anybody(writeAsReporter, {}, { lookup: told.keys.lookup, body }))))
    expect(two).toEqual(one)
    expect(three).toEqual(one)
    const before = await dump()
    expect(must(await anybody(writeAsReporter, {}, { lookup: told.keys.lookup, body }))).toEqual(one)
    expect(await dump()).toEqual(before)
    expect(one?.bodies).toHaveLength(1)
  })

  it('stores one of two tabs that race and tells the other, which then writes on', async () => {
    const told = await tell()
    const tracked = await comeBack(told)
    const [left, right] = [await messageOf(told, tracked, '左边的窗口'), await messageOf(told, tracked, '右边的窗口')]
    const codes = await Promise.all([left, right].map(async (body) => codeOf(await write(told, body))))
    expect(codes.toSorted()).toEqual(['conflict', 'ok'])
    expect((await say(told, '再写一次')).bodies.map((body) => body.n)).toEqual([1, 2])
  })

  it('still takes words when the report has ended, and shows them to the units as unread', async () => {
    const told = await tell()
    const intake = await desk
    await moved(intake, told.reference, (seen) => act.refuse(intake.session, seen, { reason: 'no-clear-facts', destination: '12345' }))
    const { position } = told.filed.receipt
    const unread = () => rows<{ unread: number }>('SELECT unread FROM inbox WHERE unit = ?1 AND position = ?2', 'desk', position)
    expect(await unread()).toEqual([{ unread: 0 }])
    const tracked = await say(told, '我又看到了一次。')
    expect(tracked).toMatchObject({ state: 'refused', timeline: [{ kind: 'received' }, { kind: 'refused', detail: { reason: 'no-clear-facts', destination: '12345' } }, { kind: 'wrote', unit: null }] })
    expect(tracked.deadlines.every((deadline) => deadline.met)).toBe(true)
    expect(await unread()).toEqual([{ unread: 1 }])
  })

  it('is refused, and nothing changes, when the words cannot go there', async () => {
    const [told, other] = [await tell(), await tell()]
    await say(other, '别人的话')
    const moved = (await comeBack(other)).bodies[0]?.sealed
    const { dialogue, content } = told.sealed.filing
    const right = await aBody(dialogue.compartment)
    const before = await dump()
    const refused: [string, unknown, string][] = [
      ['another compartment', { ...right, compartment: content.compartment }, 'conflict'],
      ['another report’s compartment', { ...right, compartment: other.sealed.filing.dialogue.compartment }, 'conflict'],
      ['a number ahead', { ...right, n: 2 }, 'conflict'],
      ['a number of nothing', { ...right, n: 0 }, 'invalid'],
      ['a huge number', { ...right, n: 1e300 }, 'invalid'],
      ['a body moved from another report', { ...right, sealed: moved }, 'conflict'],
      ['X25519', { ...right, sealed: await classicSealed() }, 'invalid'],
      ['two recipients', { ...right, sealed: await twiceSealed() }, 'invalid'],
      ['clear words', { ...right, sealed: '十一点以后' }, 'invalid'],
      ['half a surrogate pair', { ...right, sealed: '\ud83d' }, 'invalid'],
      ['too much', { ...right, sealed: (await anySealed()).padEnd(60_004, 'A') }, 'invalid'],
      ['one key more', { ...right, author: 'desk' }, 'invalid'],
    ]
    for (const [what, body, code] of refused) expect([what, await codeOf(await write(told, body))]).toEqual([what, code])
    expect(await dump()).toEqual(before)
    expect(await codeOf(await write(told, right))).toBe('ok')
  })

  it('ends at two hundred messages, so that one code cannot fill the county’s disk', async () => {
    const told = await tell()
    const { report, dialogue } = told.sealed.filing
    const before = (await rows<{ digest: string }>('SELECT digest FROM body')).length
    await run(
      `WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 199)
       INSERT INTO body SELECT ?1, ?2, n, 'message', 'reporter', '2026-11-22', 'flood-' || n, ?3 FROM i`,
      report, dialogue.compartment, await freshSealed(),
    )
    expect(await codeOf(await write(told, await aBody(dialogue.compartment, 200)))).toBe('ok')
    expect(await codeOf(await write(told, await aBody(dialogue.compartment, 201)))).toBe('too_many')
    expect((await rows('SELECT 1 FROM body')).length).toBe(before + 200)
  })
})

describe('what the staff see of a message', () => {
  it('is unread for every unit that holds the report', async () => {
    const told = await underWay()
    for (const who of [desk, housing]) await act.open((await who).session, told.reference)
    await say(told, '又换了地方。')
    expect(await rows('SELECT unit, unread FROM inbox WHERE position = ?1 ORDER BY unit', told.filed.receipt.position)).toEqual([{ unit: 'desk', unread: 1 }, { unit: 'housing', unread: 1 }])
    expect((await look(await housing, told.reference)).dialogue.at(-1)).toMatchObject({ author: 'reporter', signature: 'good', words: { text: '又换了地方。' } })
    expect(must(await anybody(trackReport, {}, { lookup: told.keys.lookup })).timeline.map((event) => event.kind)).toEqual(['received', 'accepted', 'opened', 'opened', 'wrote'])
  })
})
