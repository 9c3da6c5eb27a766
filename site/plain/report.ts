/** Filing without scripts: two pages of questions, one to read it all once more, and the code. Sealed and sent by the browser's own modules. */
import { profile } from '#contract/county/profile.ts'
import { readChallenge } from '#contract/public.ts'
import { trackReport } from '#contract/track.ts'
import { makeCode, readCode } from '../crypto/code.ts'
import { keysFromCode } from '../crypto/stretch.ts'
import type { Draft } from '../report/draft.ts'
import { problemsOn } from '../report/problems.ts'
import { fileReport } from '../report/submit.ts'
import { toTip } from '../report/tip.ts'
import type { Problem } from '../ui/problem.ts'
import { askPage } from './ask.ts'
import { checkPage } from './check.ts'
import { codePage, type Arrived } from './code.ts'
import { draftOf, type Part } from './draft.ts'
import { pressed } from './fields.ts'
import type { Page } from './page.ts'
import { fullNotice, sayTrouble } from './say.ts'
import type { Visit } from './visit.ts'

/** Answers a page of the form; `do` of the button says where to go on. */
export async function reportPage(visit: Visit): Promise<Page> {
  const { form: posted, today, link } = visit
  const asking = { draft: draftOf(posted ?? new URLSearchParams()), code: codeIn(posted) }
  const ask = (part: Part, problems: readonly Problem[] = []): Page => ({ body: askPage(part, { ...asking, problems }, link) })
  const wanted = pressed(posted)
  if (posted === null || wanted === 'kind' || wanted === null) return ask('kind')
  const wrongKind = problemsOf('kind', asking.draft, today)
  if (wrongKind.length > 0) return ask('kind', wrongKind)
  if (wanted === 'words') return ask('words')
  const wrongWords = problemsOf('words', asking.draft, today)
  if (wrongWords.length > 0) return ask('words', wrongWords)
  const code = asking.code ?? makeCode()
  return wanted === 'send' ? send(visit, asking.draft, code) : { body: checkPage({ draft: asking.draft, code, trouble: null }, today, link) }
}

const codeIn = (posted: URLSearchParams | null): string | null => {
  const reading = readCode(posted?.get('code') ?? '')
  return reading.ok ? reading.digits : null
}

/** The same rules as on the screens of the page with scripts. */
function problemsOf(part: Part, draft: Draft, today: string): Problem[] {
  const kind = [...problemsOn('kind', draft, today), ...problemsOn('where', draft, today)].filter(({ field }) => field === 'category' || field === 'township')
  if (part === 'kind') return kind
  return [...problemsOn('where', draft, today).filter(({ field }) => field !== 'township'), ...problemsOn('what', draft, today), ...problemsOn('identity', draft, today)]
}

/**
 * The code was made with the page that sends it, so a second sending is the same filing. Its sealed bytes are others, and the API says
 * `conflict`: then what is shown is what came first.
 */
async function send({ call, today, seconds, link }: Visit, draft: Draft, code: string): Promise<Page> {
  const again = (status: number, trouble: ReturnType<typeof sayTrouble>): Page => ({ status, body: checkPage({ draft, code, trouble }, today, link) })
  const arrived = await findFiled(call, code)
  if (arrived !== null) return { body: codePage(code, arrived, today, link) }
  // Before the work of sealing, which whoever floods would otherwise get for nothing.
  const place = await call(readChallenge, {}, {})
  const filed = place.ok ? await fileReport(toTip(draft, today), { call, code }) : place
  if (filed.ok) return { body: codePage(code, { ...filed.value, before: false }, today, link) }
  if (filed.code === 'too_many') return again(429, fullNotice(seconds, link))
  const first = filed.code === 'conflict' ? await findFiled(call, code) : null
  return first === null ? again(filed.code === 'sealing' ? 500 : 503, sayTrouble(filed, 'not-sent')) : { body: codePage(code, first, today, link) }
}

/** What is filed under a code already; null for nothing. */
async function findFiled(call: Visit['call'], code: string): Promise<Arrived | null> {
  const { lookup } = await keysFromCode(code, profile.id)
  const answer = await call(trackReport, {}, { lookup })
  return answer.ok ? { reference: answer.value.reference, deadlines: answer.value.deadlines, receipt: answer.value.receipt, receiptGood: null, before: true } : null
}

