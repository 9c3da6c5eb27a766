/** Lists of rewards that are longer than a page: the county's in the console, and the public one. By keyboard alone. */
import { ANNOUNCED_A_PAGE, PAGE_SIZE } from '#contract/limits.ts'
import { propose, withdraw } from '../../site/console/award/act.ts'
import { accept, find } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { changeDatabase, readDatabase } from './steps/database.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { press } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { enter, section } from './steps/staff.ts'

const CASTS = { phone: { desk: 'desk01', tens: '71' }, desktop: { desk: 'desk02', tens: '72' } } as const
const COUNTED = (most: number) => `WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < ${most})`

/** One that was taken back, many times over. Other stories look for theirs among those that wait. */
async function manyWithdrawn(desk: string): Promise<void> {
  const { reference } = await filed({ ...tipOf('06'), wantsReward: true })
  await moved(desk, reference, accept)
  await moved('commerce01', reference, (by, seen) => find(by, seen, 'substantiated', '查实了'))
  await moved('commerce01', reference, (by, seen) => propose(by, seen, { query: { kind: 'violation', fineFen: 5_000_000 }, finding: '查实了' }))
  await moved('commerce01', reference, withdraw)
  changeDatabase([
    `${COUNTED(PAGE_SIZE + 10)} INSERT INTO award (place, id, report_id, n, standing, fen, scheme, line, proposed_by, proposed_unit, needs_two, compartment, day)
     SELECT (SELECT max(place) FROM award) + i.n, substr(a.id, 1, 18) || printf('%04d', i.n), a.report_id, 1000 + i.n, a.standing, a.fen, a.scheme, a.line, a.proposed_by, a.proposed_unit, a.needs_two, a.compartment, a.day
     FROM i, award a JOIN report r ON r.id = a.report_id WHERE r.reference = ? AND a.n < 1000`, reference,
  ])
}

test('the county’s list is read on past its first page to the end, and the keyboard goes on where the new rows begin', async ({ page }, { project }) => {
  test.setTimeout(120_000)
  await manyWithdrawn(CASTS[project.name as keyof typeof CASTS].desk)
  const part = page.getByRole('region', { name: '奖励', exact: true })
  const rows = part.locator('tbody tr')
  const more = part.getByRole('button', { name: `再看${PAGE_SIZE}笔` })
  await enter(page, 'approver01')
  await press(section(page, '奖励'))
  await press(part.getByRole('button', { name: '收回了', exact: true }))
  await expect(rows).toHaveCount(PAGE_SIZE)
  for (let shown = PAGE_SIZE; ; shown += PAGE_SIZE) {
    await press(more)
    await expect(rows.nth(shown).getByRole('cell').first()).toBeFocused()
    await expect(rows.nth(shown)).toBeInViewport()
    if (await more.isVisible()) continue
    await expect(part.getByRole('status').first()).toHaveText(`列出${await rows.count()}笔`)
    expect(await rows.count()).toBe(Number(readDatabase(`SELECT count(*) FROM award WHERE standing = 'withdrawn'`)))
    break
  }
  await inspect(page, 'awards-past-a-page', { besides: /[a-z]+0\d/g })
  await page.keyboard.press('Tab')
  await expect(rows.getByRole('button').nth(PAGE_SIZE * Math.floor(((await rows.count()) - 1) / PAGE_SIZE))).toBeFocused()
})

test('the public list is shown whole, however many pages it comes in', async ({ page }, { project }) => {
  const { tens } = CASTS[project.name as keyof typeof CASTS]
  const most = 2 * ANNOUNCED_A_PAGE + 1
  changeDatabase([`${COUNTED(most)} INSERT INTO announced SELECT '${tens}00-' || printf('%04d', n), '2999-12-31' FROM i`])
  try {
    const asked: string[] = []
    page.on('request', (request) => request.url().includes('/api/awards') && asked.push(request.url()))
    await page.goto('/reward/waiting')
    const list = page.getByRole('list', { name: '奖励已经批准的公开编号' })
    await expect(list.getByRole('listitem').filter({ hasText: new RegExp(`^${tens}00-`) })).toHaveCount(most)
    expect(asked.length).toBeGreaterThan(2)
    const all = await list.getByRole('listitem').allInnerTexts()
    expect(all).toEqual([...new Set(all)].toSorted())
    await expect(page.getByRole('status').filter({ hasText: `这${all.length}件的奖励已经批准` })).toBeVisible()
    await inspect(page, 'reward-waiting-many')
  } finally {
    changeDatabase([`DELETE FROM announced WHERE reference LIKE '${tens}00-%'`])
  }
})
