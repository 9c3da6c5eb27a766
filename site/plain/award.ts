/** A reward without scripts: how it stands, and its voucher, signed for by the same module as on the page with scripts, here for this one request. */
import { html } from 'hono/html'
import { claimWords } from '#contract/county/claim.ts'
import { plain } from '#contract/county/plain.ts'
import { track } from '#contract/county/track.ts'
import { formatVoucher } from '#contract/rules/voucher.ts'
import { sayAward } from '../track/award-words.ts'
import { claim, type ClaimAnswer } from '../track/claim.ts'
import type { OpenReport } from '../track/track.ts'
import { buttons, hidden, pressed, trouble } from './fields.ts'
import type { Link, Markup } from './page.ts'
import { sayTrouble } from './say.ts'
import type { Visit } from './visit.ts'

const { buttons: labels, problems, voucher: words, safe } = claimWords

/** What came of a press. `asking`: whether the one that is out is really to be replaced. */
export interface Taken {
  readonly report: OpenReport
  readonly voucher: string | null
  readonly asking: boolean
  readonly notice: Markup
}

/** The buttons of this part. */
const PRESSES = ['voucher', 'renew', 'really'] as const
type Press = (typeof PRESSES)[number]
export const awardPress = (form: URLSearchParams): Press | undefined => PRESSES.find((press) => press === pressed(form))

/** One voucher for one press, however often the page is sent: the form says which voucher was out when it was pressed. */
export async function take(report: OpenReport, press: Press, form: URLSearchParams, call: Visit['call']): Promise<Taken> {
  const untouched = { report, voucher: null, asking: false, notice: html`` }
  if (press === 'renew') return { ...untouched, asking: true }
  const renew = press === 'really' && form.get('issue') === String(report.tracked.award?.issue)
  const answer = await claim(report, { call, renew })
  return answer.ok ? { ...untouched, report: answer.value.report, voucher: answer.value.voucher } : { ...untouched, notice: sayRefused(answer) }
}

function sayRefused(failure: Exclude<ClaimAnswer, { ok: true }>): Markup {
  if (failure.code === 'conflict' || failure.code === 'nothing-to-claim') return trouble(problems.conflict)
  if (failure.code === 'forbidden' || failure.code === 'too_many') return trouble(failure.code === 'forbidden' ? problems.forbidden : problems['too-many'])
  return sayTrouble(failure, 'not-opened')
}

/** How it stands, and what can be pressed. */
export function awardOf({ report: { tracked: { award } }, voucher, asking, notice }: Taken, code: string, today: string, link: Link): Markup {
  if (award === null) return html``
  const { lead, sentences, how, open } = sayAward(award, today)
  const out = award.standing === 'claimed'
  const mayTake = open && (out || award.closed === null)
  return html`<section aria-labelledby="award"><h2 id="award">${track.sections.reward}</h2>${notice}<p><strong>${lead}</strong></p>${sentences.map((sentence) => html`<p>${sentence}</p>`)}
${how === null ? '' : html`<p>${how}</p>`}${voucher === null ? '' : html`<section class="n" role="status"><h3>${words.title}</h3><p class="code">${formatVoucher(voucher)}</p><p>${words.money}</p></section>`}
${asking ? html`<p class="n w">${labels.sure}</p>` : ''}${mayTake ? html`<p class="n w">${plain.track.award}</p><form method="post" action="${link('/plain/track')}">
${hidden('code', code)}${hidden('issue', String(award.issue))}${buttons(...pressesOf(out, asking, award.closed === null))}</form>` : ''}
${award.transferable ? html`<p>${claimWords.transfer.plain}</p>` : ''}${open ? html`<p>${claimWords.where}：${award.where.address}，${award.where.hours}</p><p>${safe.why}${safe.face}</p>` : ''}</section>
`
}

function pressesOf(out: boolean, asking: boolean, more: boolean): (readonly [Press, string])[] {
  if (!out) return [['voucher', labels.take]]
  if (asking) return [['voucher', labels.keep], ['really', labels.really]]
  return more ? [['voucher', labels.again], ['renew', labels.renew]] : [['voucher', labels.again]]
}
