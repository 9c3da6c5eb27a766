import { describe, expect, it } from 'vitest'
import { openReport, readHistory, readReport } from '#contract/console.ts'
import { listReports } from '#contract/inbox.ts'
import { routeReport } from '#contract/rules/routing.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { must } from '../support/api.ts'
import { rows } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { look, tell, type Told } from '../support/story.ts'
import { TIP_FILES } from '../support/tip-files.ts'

const people = new Map<string, Promise<Worker>>()
/** The member of this unit, signed in once. */
const memberOf = (unit: string): Promise<Worker> => {
  const known = people.get(unit) ?? signedIn(`${unit}01`)
  people.set(unit, known)
  return known
}

/** The compartments that a holder's own grants of this report open. */
async function opensOf(told: Told, holder: string): Promise<string[]> {
  const identity = holder === 'reporter' ? told.keys.identity : (await demonstrationUnitKeys(holder)).identity
  const sealed = (await rows<{ sealed: string }>('SELECT sealed FROM report_grant WHERE report_id = ?1 AND holder = ?2', told.sealed.filing.report, holder)).map((row) => row.sealed)
  const { opens, failed } = await openGrants(sealed, identity, { report: told.sealed.filing.report, holder })
  expect(failed).toBe(0)
  return Object.keys(opens).sort()
}

/** Everything by which a member could learn that there is such a report: list, page, opening, history. */
async function findsNothing(unit: string, reference: string): Promise<void> {
  const { call } = await memberOf(unit)
  const code = unit === 'custodian' || unit === 'cashier' ? 'forbidden' : 'not_found'
  const list = await call(listReports, {}, {})
  if (code === 'forbidden') expect(list).toMatchObject({ ok: false, code })
  else expect(must(list).reports.map((row) => row.reference)).not.toContain(reference)
  for (const answer of [await call(readReport, { reference }, {}), await call(openReport, { reference }, {}), await call(readHistory, { reference }, {})]) {
    expect(answer).toMatchObject({ ok: false, code })
  }
}

describe('the 24 tips, filed for real', () => {
  it('are all there', () => expect(TIP_FILES).toHaveLength(24))

  it.for(TIP_FILES.map((fixture) => [fixture.name, fixture] as const))('%s reaches its holders and nobody else', async ([, { tip, expect: wanted }]) => {
    const told = await tell({ ...tip, avoid: tip.avoid ?? [], language: 'zh' })
    const { route, receipt } = told.filed
    expect(route).toMatchObject({ lead: wanted.lead, deskFirst: wanted.deskFirst, escalated: wanted.escalated })
    expect(route.assists).toEqual(expect.arrayContaining(wanted.assistsInclude))
    expect(route.copies).toEqual(expect.arrayContaining(wanted.copiesInclude))
    if (wanted.outside !== null) expect(route.outside).toContain(wanted.outside)
    expect([route.lead, ...route.assists, ...route.copies].filter((unit) => wanted.never.includes(unit ?? ''))).toEqual([])

    const first = wanted.deskFirst ? (wanted.escalated && wanted.lead === 'gov' ? ['gov'] : []) : [wanted.lead ?? '']
    const holders = ['desk', ...first]
    const { report, content, dialogue, identity } = told.sealed.filing
    const granted = await rows<{ holder: string }>('SELECT holder FROM report_grant WHERE report_id = ?1 ORDER BY holder', report)
    expect(granted.map((row) => row.holder)).toEqual([...holders, 'reporter', ...(tip.identity ? ['custodian'] : [])].sort())
    for (const holder of holders) expect(await opensOf(told, holder)).toEqual([content.compartment, dialogue.compartment].sort())
    expect(await opensOf(told, 'reporter')).toEqual([dialogue.compartment])
    if (identity !== undefined) expect(await opensOf(told, 'custodian')).toEqual([identity.compartment])

    const listed = await rows<{ unit: string }>('SELECT unit FROM inbox WHERE report_id = ?1 ORDER BY unit', report)
    expect(listed.map((row) => row.unit)).toEqual([...holders].sort())
    for (const unit of [...wanted.never, ...wanted.assistsInclude, ...wanted.copiesInclude]) await findsNothing(unit, receipt.reference)

    for (const holder of holders) {
      const seen = await look(await memberOf(holder), receipt.reference)
      expect(seen.content).toMatchObject({ signature: 'good', words: { body: tip.body, place: tip.place } })
      expect(seen.differences).toEqual([])
      expect(seen.report.bodies.map((body) => body.kind)).not.toContain('identity')
    }
  })

  it('go to the same units from the reporter’s own preview as in the Worker', async () => {
    const stored = await rows<{ route: string; category: string; township: string; violations: string; flags: string; avoid: string }>('SELECT * FROM report')
    for (const row of stored) {
      const fields = { category: row.category, township: row.township, violations: JSON.parse(row.violations), flags: JSON.parse(row.flags), avoid: JSON.parse(row.avoid) }
      expect(JSON.parse(row.route)).toEqual(routeReport(fields))
    }
    expect(stored).toHaveLength(24)
  })

  it('show their identity to nobody through the API, not even to the custodian of whom nothing is asked yet', async () => {
    const custodian = await memberOf('custodian')
    expect(await custodian.call(listReports, {}, {})).toMatchObject({ ok: false, code: 'forbidden' })
    for (const { reference } of await rows<{ reference: string }>('SELECT reference FROM report WHERE named = 1')) {
      expect(await custodian.call(readReport, { reference }, {})).toMatchObject({ ok: false, code: 'forbidden' })
    }
  })

  it('open their dialogue to their own code and to no other', async () => {
    const told = await tell()
    const mine = told.sealed.filing.grants.filter(({ holder }) => holder === 'reporter').map(({ sealed }) => sealed)
    const place = { report: told.sealed.filing.report, holder: 'reporter' }
    const other = await keysFromCode('0'.repeat(28), 'shifan')
    expect(await openGrants(mine, other.identity, place)).toMatchObject({ opens: {}, failed: 1 })
    expect(await openGrants(mine, told.keys.identity, place)).toMatchObject({ failed: 0 })
  })
})
