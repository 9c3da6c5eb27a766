/** Lists of transfers that are longer than a page: every row comes, once, in order. */
import { expect, it } from 'vitest'
import { listPayees } from '#contract/custody.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { addDays } from '#contract/rules/day.ts'
import { listTransfers as listContract } from '#contract/transfer.ts'
import { allTransfers, listTransfers as listPage, type TransferList } from '../../site/console/window/transfer-act.ts'
import { listPayees as readPayees } from '../../worker/award/transfer-store.ts'
import { now } from '../../worker/platform/clock.ts'
import { must } from '../support/api.ts'
import { crew } from '../support/award.ts'
import { countedDatabase, rows, run } from '../support/database.ts'
import { signedIn } from '../support/members.ts'
import { asked, confirmed, namedWaiting, paidIn } from '../support/transfer.ts'

const MANY = 2 * PAGE_SIZE + 20
const first = await signedIn('custodian01')
const people = { ...(await crew()), first, second: await signedIn('custodian02') }
const { cashier } = people
const { today } = now()

/** The claim of this report, so many times over, each with an award and a payment of its own. */
async function multiplied(award: string): Promise<void> {
  const numbers = `WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < ${MANY})`
  const copy = async (table: string, columns: string, changed: Record<string, string>, where: string) =>
    run(`${numbers} INSERT INTO ${table} (${columns}) SELECT ${columns.split(', ').map((one) => changed[one] ?? `x.${one}`).join(', ')} FROM i, ${table} x WHERE ${where}`, award)
  const columnsOf = async (table: string, but: readonly string[]) => (await rows<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)).map(({ name }) => name).filter((name) => !but.includes(name)).join(', ')
  const id = (column: string) => `substr(x.${column}, 1, 18) || printf('%04d', i.n)`
  await run('DROP INDEX IF EXISTS award_living')
  await copy('award', await columnsOf('award', []), { place: '(SELECT max(place) FROM award) + i.n', id: id('id'), n: '1000 + i.n' }, 'x.id = ?1')
  await copy('transfer', await columnsOf('transfer', []), { id: id('id'), n: '1000 + i.n', award_id: id('award_id'), day: `date(x.day, '-' || (i.n % 7) || ' days')`, confirmed_day: `date(x.confirmed_day, '-' || (i.n % 7) || ' days')` }, 'x.award_id = ?1')
  await copy('ledger', await columnsOf('ledger', ['n']), { award_id: id('award_id'), deed: id('deed'), payment: `CASE x.kind WHEN 'paid' THEN substr(x.payment, 1, 5) || printf('%06d', 1000 + i.n) END` }, 'x.award_id = ?1')
  await run(`${numbers} INSERT INTO payout (transfer_id, holder, sealed) SELECT ${id('transfer_id')}, x.holder, x.sealed FROM i, payout x JOIN transfer t ON t.id = x.transfer_id WHERE t.award_id = ?1`, award)
}

async function awardOf(reference: string): Promise<string> {
  return (await rows<{ id: string }>('SELECT a.id FROM award a JOIN report r ON r.id = a.report_id WHERE r.reference = ?1', reference))[0]?.id ?? ''
}

/** Page by page, with how many each had. */
async function paged(list: TransferList): Promise<number[]> {
  const sizes: number[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page: { transfers: readonly unknown[]; next: string | null } = must(await listPage(cashier.session, list, after))
    sizes.push(page.transfers.length)
    after = page.next
  }
  return sizes
}

it('the window reads on to the last that waits, and to the last that was paid', async () => {
  const told = await namedWaiting(people)
  const opened = await confirmed(people, told)
  await multiplied(await awardOf(told.reference))
  expect(await paged('waiting')).toEqual([PAGE_SIZE, PAGE_SIZE, 21])
  const waiting = must(await allTransfers(cashier.session, 'waiting')).map(({ view: { transfer, day } }) => `${day}_${transfer}`)
  expect(new Set(waiting).size).toBe(MANY + 1)
  expect(waiting).toEqual(waiting.toSorted())
  await paidIn(cashier, opened)
  expect(await paged('waiting')).toEqual([PAGE_SIZE, PAGE_SIZE, 20])
  const other = await namedWaiting(people)
  await paidIn(cashier, await confirmed(people, other))
  await run('UPDATE fund SET allotted = 1000 * allotted')
  await multiplied(await awardOf(other.reference))
  expect(await paged('paid')).toEqual([PAGE_SIZE, PAGE_SIZE, 22])
  const paid = must(await allTransfers(cashier.session, 'paid')).map(({ view }) => view.payment?.payment ?? '')
  expect([new Set(paid).size, paid]).toEqual([MANY + 2, paid.toSorted().toReversed()])
})

it('the custodian reads on to the last payee, and each page costs what it shows', async () => {
  const told = await namedWaiting(people)
  await asked(told)
  await multiplied(await awardOf(told.reference))
  const found: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page: { payees: { day: string }[]; next: string | null } = must(await first.call(listPayees, {}, after === undefined ? {} : { after }))
    found.push(...page.payees.map(({ day }) => day))
    after = page.next
  }
  expect([found.length, found[0], found.at(-1)]).toEqual([MANY + 1, addDays(today, -6), today])
  const counted = countedDatabase()
  await readPayees(counted.db, undefined, PAGE_SIZE)
  expect([counted.trips, counted.rowsRead <= 2 * PAGE_SIZE + 4]).toEqual([1, true])
  expect(await first.call(listContract, {}, { list: 'waiting' })).toMatchObject({ code: 'forbidden' })
})
