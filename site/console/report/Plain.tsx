import type { JSX } from 'preact'
import { messages } from '#contract/county/messages.ts'
import type { FiledAs, Kind } from '#contract/report.ts'
import { fill } from '#contract/rules/fill.ts'
import { proxy } from '#contract/county/proxy.ts'
import { question } from '#contract/county/question.ts'
import type { RepeatedField, RepeatedFields } from '../../crypto/words.ts'
import { Sign } from '../../ui/Sign.tsx'
import { categoryName, flagName, languageName, unitName, unitNames, violationName } from '../words.ts'
import type { UnsealedReport } from './unseal.ts'

const FIELDS: Record<RepeatedField, { readonly label: string; readonly say: (value: never) => string }> = {
  kind: { label: '哪一种', say: (kind: string | undefined) => (kind === 'question' ? question.desk.kind : '举报') },
  category: { label: '类别', say: (id: string | null) => (id === null ? '没有选' : categoryName(id)) },
  township: { label: '属地', say: (id: string | null) => (id === null ? '没有选' : unitName(id)) },
  violations: { label: '违法行为', say: (ids: string[]) => ids.map(violationName).join('、') || '没有选' },
  flags: { label: '紧急和伤亡', say: (ids: string[]) => ids.map(flagName).join('、') || '都没有' },
  avoid: { label: '要避开的单位', say: (ids: string[]) => unitNames(ids) || '没有' },
  wantsReward: { label: '奖励', say: (wants: boolean) => (wants ? '想领' : '不要') },
  named: { label: '实名', say: (named: boolean) => (named ? '是，姓名电话只有身份保管员能打开' : '匿名') },
  language: { label: '举报人用', say: languageName },
}
const ORDER: Record<Kind, readonly RepeatedField[]> = {
  report: ['violations', 'flags', 'avoid', 'wantsReward', 'named', 'language'],
  question: ['category', 'language'],
}

/** What a unit with a redacted copy is not told; it is not told how the report came either. */
const WITHHELD: readonly RepeatedField[] = ['avoid', 'wantsReward', 'named', 'language']

/** How it came: what the server had its hands on. */
const FILED: Record<FiledAs, string> = {
  page: '网页，在举报人自己的设备上加密',
  plain: '用的是不加密的那几页：服务器经手过原文',
  phone: '电话里由工作人员代填',
  visit: '当面由工作人员代填',
  proxy: '由代办人代填',
}

/** What was chosen in the form, as the server has it; and where that differs from what was sealed, both, with the sealed one to go by. */
export function Plain({ unsealed }: { readonly unsealed: UnsealedReport }): JSX.Element {
  const { report, differences, content } = unsealed
  return (
    <section aria-labelledby="plain-title">
      <h3 id="plain-title">填的选项</h3>
      {differences.length > 0 && content?.words != null && (
        <div class="notice stop" role="note">
          <Sign shape="triangle" glyph="alert" size={40} />
          <div>
            <p><strong>{messages.sealed['fields-differ']}</strong></p>
            <dl class="facts">
              {differences.map((field) => (
                <div key={field}><dt>{FIELDS[field].label}</dt><dd>密封：<strong>{say(field, content.words ?? report)}</strong><br />明面：{say(field, report)}</dd></div>
              ))}
            </dl>
          </div>
        </div>
      )}
      {report.filedBy !== null && <p class="notice" role="note">{fill(proxy.staff, { member: report.filedBy.name })}</p>}
      <dl class="facts">
        {ORDER[report.kind].filter((field) => report.filed !== null || !WITHHELD.includes(field)).map((field) => <div key={field}><dt>{FIELDS[field].label}</dt><dd>{say(field, report)}</dd></div>)}
        {report.filed !== null && <div><dt>怎么填的</dt><dd>{FILED[report.filed]}</dd></div>}
      </dl>
    </section>
  )
}

// Each field's own words take that field's own value; TypeScript cannot follow the pair through an index.
const say = (field: RepeatedField, fields: RepeatedFields): string => FIELDS[field].say(fields[field] as never)
