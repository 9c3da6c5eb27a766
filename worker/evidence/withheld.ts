/** The rows of files that units were not given. */
import type { Withheld } from '#contract/evidence-file.ts'
import type { Part } from '#contract/staff-report.ts'
import { originalsOf } from '#contract/rules/holding.ts'
import type { Lack } from '../report/change.ts'

/** Of the report whose id this SQL gives. */
export const selectWithheld = (db: D1Database, id: string, value: string): D1PreparedStatement =>
  db.prepare(`SELECT unit, k FROM withheld WHERE report_id = ${id} ORDER BY unit, k`).bind(value)

/** Whoever comes to hold the original again is given all of it, but for what this very change keeps back. Nothing is written where nobody lacks anything. */
export function saveWithheld(db: D1Database, report: string, before: { readonly parts: readonly Part[]; readonly withheld: readonly Withheld[] }, changed: readonly Part[], lacks: readonly Lack[]): D1PreparedStatement[] {
  const held = originalsOf(before.parts)
  const anew = originalsOf(changed).filter((unit) => !held.includes(unit))
  const gone = [...new Set([...anew, ...lacks.map(({ unit }) => unit)])].filter((unit) => before.withheld.some((one) => one.unit === unit))
  return [
    ...gone.map((unit) => db.prepare('DELETE FROM withheld WHERE report_id = ?1 AND unit = ?2').bind(report, unit)),
    ...lacks.flatMap(({ unit, files }) => files.map((k) => db.prepare('INSERT INTO withheld (report_id, unit, k) VALUES (?1, ?2, ?3)').bind(report, unit, k))),
  ]
}
