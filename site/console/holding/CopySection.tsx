import type { JSX } from 'preact'
import { isDay, sayDay } from '#contract/rules/day.ts'
import { Sign } from '../../ui/Sign.tsx'
import { Shut, SignatureMark } from '../report/Signature.tsx'
import type { UnsealedReport } from '../report/unseal.ts'
import { Verbatim } from '../report/Verbatim.tsx'
import { unitName } from '../words.ts'

/** The newest redacted copy: all there is for whoever has nothing else; for the others, what those read. */
export function CopySection({ unsealed }: { readonly unsealed: UnsealedReport }): JSX.Element | null {
  const { copies, copyOnly, report } = unsealed
  const newest = copies.at(-1)
  if (newest === undefined) return copyOnly ? <section class="said-words"><Shut problem="no-key" /></section> : null
  const { words } = newest
  const body = words === null ? <Shut problem={newest.problem ?? 'no-key'} /> : (
    <>
      <dl class="facts">
        {words.place !== undefined && words.place !== '' && <><dt>地点</dt><dd><Verbatim text={words.place} /></dd></>}
        {words.since !== undefined && <><dt>什么时候起</dt><dd>{isDay(words.since) ? sayDay(words.since, report.today) : <Verbatim text={words.since} />}</dd></>}
        {words.subject !== undefined && words.subject !== '' && <><dt>被举报的</dt><dd><Verbatim text={words.subject} /></dd></>}
      </dl>
      <div class="body"><Verbatim text={words.body} /></div>
      <SignatureMark entry={newest} kind={report.kind} />
    </>
  )
  if (!copyOnly) return <section class="said-words"><details class="copy"><summary>脱敏件（{unitName(newest.author)} {sayDay(newest.day, report.today)}做的）</summary>{body}</details></section>
  return (
    <section class="said-words" aria-labelledby="copy-said">
      <h3 id="copy-said"><Sign shape="square" glyph="speak" size={28} />说的什么<small>脱敏件</small></h3>
      <p class="hint">这是{unitName(newest.author)}整理的一份，〔 〕里的字换过，为的是不让人认出是谁举报的。不要去猜，也不要去问。</p>
      {body}
    </section>
  )
}
