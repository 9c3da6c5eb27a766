/** Reading an archive with one's own keys, and nothing but the file. No DOM. */
import type { Archive } from '#contract/archive.ts'
import { StaffReport } from '#contract/staff-report.ts'
import { StoredBody } from '#contract/sealed.ts'
import { unsealReport, type UnsealedReport } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'

/** The report as the member's unit would see it, opened; null where the archive is of a shape that this page does not know. */
export async function openArchive(session: StaffSession, { shown, tables }: Archive): Promise<UnsealedReport | null> {
  const grants = (tables['report_grant'] ?? []).filter((row) => row['holder'] === session.me.unit && row['sealed'] !== null).map((row) => row['sealed'])
  const bodies = (tables['body'] ?? [])
    .filter((row) => row['kind'] !== 'identity')
    .map(({ compartment, n, kind, author, day, sealed }) => StoredBody.safeParse({ compartment, n, kind, author, day, sealed }))
  const report = StaffReport.safeParse({ ...shown, grants, bodies: bodies.flatMap((body) => (body.success ? [body.data] : [])) })
  return report.success ? await unsealReport(session, report.data) : null
}
