/** What the page needs only once somebody begins to type a code: stretching, opening, verifying, and the report itself. */
import sheet from '../styles/later.css?url'
import view from '../styles/report-view.css?url'
import { dressed } from '../ui/dressed.ts'
import { call } from '../api/call.ts'
import { sayFailure } from '../report/failure.ts'
import { isReady, prepare } from './besides.ts'
import type { CodeError } from './CodeEntry.tsx'
import { ReportView } from './ReportView.tsx'
import { trackReport, type TrackAnswer } from './track.ts'
import { sayCodeProblem } from './words.ts'

type TrackRefusal = Exclude<TrackAnswer, { ok: true }>

function sayTrackFailure(failure: TrackRefusal, code: string): CodeError {
  if (failure.code === 'code') return { sentence: sayCodeProblem(failure.problem, failure.group, (code.match(/[0-9０-９]/g) ?? []).length), group: failure.group }
  // Unknown and malformed keys are told apart by nobody: the server says `not_found` to both.
  if (failure.code === 'not_found' || failure.code === 'invalid') return { sentence: sayCodeProblem('unknown', null, 28), group: null }
  return { sentence: sayFailure(failure), group: null }
}

export const later = { call, isReady, prepare, ReportView, sayTrackFailure, trackReport }
export type Later = typeof later

/** Whether it looks as it should; asked for again each time until it does. */
export const dressing = async (): Promise<boolean> => (await Promise.all([dressed(sheet), dressed(view)])).every(Boolean)
