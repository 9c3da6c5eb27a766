/** A letter from a terminal: the same number and the same words as the console prints, as fields. */
import type { StaffReport } from '#contract/staff-report.ts'
import { copyOf, stillTelling } from '../console/holding/copy.ts'
import { letterNow, noticeOf, numberLetter, referralOf } from '../console/letter/act.ts'
import { FRESH_LETTER, letterStart, letterWords } from '../console/letter/draft.ts'
import type { ReferralWords } from '../console/letter/letter.ts'
import type { UnsealedReport } from '../console/report/unseal.ts'
import type { StaffSession } from '../console/session.ts'
import type { Words } from './arguments.ts'
import { need } from './need.ts'
import { fail } from './print.ts'

/** Prints the letter's fields, and of a referral what in it could still tell of the reporter. */
export async function letter(session: StaffSession, unsealed: UnsealedReport, words: Words, text: string | undefined): Promise<unknown> {
  const now = letterNow(unsealed, session) ?? fail('conflict', '这件现在没有要开的函或告知书。')
  const written = now.kind === 'referral' ? chosen(unsealed, words, text) : null
  const report: StaffReport = now.numbered === null ? need(await numberLetter(session, unsealed, now.kind)) : unsealed.report
  const numbered = report.letters.find(({ kind }) => kind === now.kind) ?? fail('conflict', '没有取到文号。')
  if (written === null) return { reference: report.reference, letter: noticeOf(report, numbered) }
  return { reference: report.reference, letter: referralOf(report, numbered, written), warnings: stillTelling(unsealed, written.words) }
}

/** The redacted copy, each field overruled by what is given; without one somebody must have written what happened anew. */
function chosen(unsealed: UnsealedReport, words: Words, text: string | undefined): ReferralWords {
  const start = letterStart(unsealed)
  if (!start.fromCopy && text === undefined) return fail('invalid', '没有脱敏件，用 --text 写明函里怎么说。')
  const given = { place: words.one('place'), subject: words.one('subject'), body: text }
  const edited = Object.fromEntries(start.fields.map((field) => [field.field, given[field.field] ?? copyOf(field, FRESH_LETTER)]))
  const since = words.one('since') ?? start.since
  return letterWords({ ...start, since }, { ...FRESH_LETTER, edited, attachments: words.all('attach').join('\n') })
}
