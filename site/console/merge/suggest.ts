/** Earlier reports that may be of the same matter, looked for among those that this member's unit holds. No DOM. */
import { readReport } from '#contract/console.ts'
import { listReports, type InboxRow } from '#contract/inbox.ts'
import { UNDER_WAY } from '#contract/rules/clearance.ts'
import { unsealReport, type UnsealedReport } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'
import { alike, WORTH_A_LOOK, type Alike, type Facts } from './alike.ts'

/** How many lists are turned over, and how many reports opened, for one search. */
const MOST_PAGES = 8
const MOST_OPENED = 40

export interface Suggestion extends Alike {
  readonly reference: string
  readonly day: string
  /** In the reporter's own words; the member may read them anyway. */
  readonly place: string
}

const factsOf = ({ report, content }: UnsealedReport): Facts => {
  const { place = '', subject = '', body = '' } = content?.words ?? {}
  return { category: report.category, township: report.township, day: report.day, place, subject, body }
}

/** Opens one after another, nearest first, until told to stop; tells each one found. Nothing but the asking for reports leaves the browser. */
export async function suggest(session: StaffSession, unsealed: UnsealedReport, onFound: (found: Suggestion) => void, isStopped: () => boolean): Promise<number> {
  const facts = factsOf(unsealed)
  let opened = 0
  for (const { reference } of await candidates(session, unsealed, isStopped)) {
    if (isStopped()) break
    const read = await session.tools.call(readReport, { reference }, {})
    if (!read.ok) continue
    opened += 1
    const other = await unsealReport(session, read.value)
    const found = alike(facts, factsOf(other))
    if (read.value.merge.into === null && found.points >= WORTH_A_LOOK) onFound({ ...found, reference, day: read.value.day, place: factsOf(other).place })
  }
  return opened
}

/** Earlier ones that are worked on, of the same township or category; both before one. */
async function candidates({ tools }: StaffSession, { report }: UnsealedReport, isStopped: () => boolean): Promise<InboxRow[]> {
  const rows: InboxRow[] = []
  const near = (row: InboxRow) => Number(row.township === report.township) + Number(row.category === report.category)
  for (let after: string | null = String(report.position), pages = 0; after !== null && pages < MOST_PAGES && !isStopped(); pages += 1) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(tools, after)
    rows.push(...page.reports.filter((row) => row.kind === 'report' && UNDER_WAY.includes(row.state) && near(row) > 0))
    after = page.next
  }
  return rows.toSorted((a, b) => near(b) - near(a) || b.position - a.position).slice(0, MOST_OPENED)
}

async function readPage(tools: StaffSession['tools'], after: string): Promise<{ reports: InboxRow[]; next: string | null }> {
  const page = await tools.call(listReports, {}, { after })
  return page.ok ? page.value : { reports: [], next: null }
}
