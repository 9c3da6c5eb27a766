import type { JSX } from 'preact'
import type { Part } from '#contract/staff-report.ts'
import { barOf, type Bar } from '../report/holders.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { givenOf } from './files.ts'
import { COPY_NAMES, PART_NAMES, sayDate, unitName } from '../words.ts'

const BARS: Record<Bar, string> = {
  question: '咨询只在受理台',
  avoided: '举报人要求避开',
  'never-holds': '按规定不接触内容',
  'department-concerned': '有死亡或瞒报，主管部门要回避',
  'township-of-escalated': '有死亡或瞒报，不交给乡镇街道',
}

/** Who holds what since when; apart from them who is only proposed, and who holds it no more. */
export function Holders({ unsealed }: { readonly unsealed: UnsealedReport }): JSX.Element {
  const { parts, today } = unsealed.report
  const of = (standing: Part['standing']) => parts.filter((part) => part.standing === standing)
  const barred = (unit: string) => {
    const bar = barOf(unsealed, unit)
    return bar === null ? null : <strong class="bad">（{BARS[bar]}）</strong>
  }
  return (
    <>
      <table class="parts">
        <caption>谁拿着</caption>
        <thead><tr><th scope="col">单位</th><th scope="col">角色</th><th scope="col">哪一份</th><th scope="col">从哪天起</th></tr></thead>
        <tbody>
          {of('holding').map(({ unit, part, copy = 'original', since }) => (
            <tr key={unit}>
              <td>{unitName(unit)}{barred(unit)}</td>
              <td>{PART_NAMES[part]}</td>
              <td class={copy}>{COPY_NAMES[copy]}<Given {...givenOf(unsealed, unit)} /></td>
              <td>{since !== undefined && sayDate(since, today)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {of('proposed').length > 0 && <p>建议给，还没给：{of('proposed').map(({ unit, part }, n) => <span key={unit}>{n > 0 && '、'}{unitName(unit)}（{PART_NAMES[part]}）{barred(unit)}</span>)}。</p>}
      {of('ended').length > 0 && <p>已经收回：{of('ended').map(({ unit, since }, n) => <span key={unit}>{n > 0 && '、'}{unitName(unit)}{since !== undefined && `（${sayDate(since, today)}）`}</span>)}。以后写的，它打不开。</p>}
    </>
  )
}

/** Files that a unit has otherwise than whole. */
function Given({ lacked, copies }: ReturnType<typeof givenOf>): JSX.Element {
  return (
    <>
      {copies.length > 0 && <small class="lacks">附件给的是脱敏件：{copies.join('、')}</small>}
      {lacked.length > 0 && <small class="lacks">没有给：{lacked.join('、')}</small>}
    </>
  )
}
