import type { JSX } from 'preact'
import { question } from '#contract/county/question.ts'
import { isDay, sayDay } from '#contract/rules/day.ts'
import { Sign } from '../../ui/Sign.tsx'
import { Shut, SignatureMark } from './Signature.tsx'
import type { UnsealedReport } from './unseal.ts'
import { Verbatim } from './Verbatim.tsx'

/** What the reporter sealed. */
export function Said({ unsealed: { content, report, failedGrants } }: { readonly unsealed: UnsealedReport }): JSX.Element {
  const words = content?.words ?? null
  return (
    <section class="said-words" aria-labelledby="said-title">
      <h3 id="said-title"><Sign shape="square" glyph="speak" size={28} />{report.kind === 'question' ? question.desk.said : '举报人怎么说'}</h3>
      {failedGrants > 0 && <p class="notice stop small"><span>有{failedGrants}份授权打不开，或者是别的件的。请告诉管理员。</span></p>}
      {content === null || words === null ? <Shut problem={content?.problem ?? 'no-key'} /> : (
        <>
          {words.place !== undefined && <dl class="facts">
            <dt>地点</dt><dd><Verbatim text={words.place} /></dd>
            {words.since !== undefined && <><dt>什么时候起</dt><dd>{isDay(words.since) ? sayDay(words.since, report.today) : <Verbatim text={words.since} />}</dd></>}
            {words.subject !== undefined && words.subject !== '' && <><dt>被举报的</dt><dd><Verbatim text={words.subject} /></dd></>}
          </dl>}
          <div class="body"><Verbatim text={words.body} /></div>
          <SignatureMark entry={content} kind={report.kind} />
        </>
      )}
    </section>
  )
}
