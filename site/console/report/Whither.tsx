import type { JSX } from 'preact'
import type { Part } from '#contract/console.ts'
import type { Route } from '#contract/report.ts'
import { destinationName, PART_NAMES, PART_STANDINGS, unitName, unitNames } from '../words.ts'
import { barOf, type Bar } from './holders.ts'
import type { UnsealedReport } from './unseal.ts'

const BARS: Record<Bar, string> = {
  question: '咨询只在受理台',
  avoided: '举报人要求避开',
  'never-holds': '按规定不接触内容',
  'department-concerned': '有死亡或瞒报，主管部门要回避',
  'township-of-escalated': '有死亡或瞒报，不交给乡镇街道',
}

/** Where the report goes and why; who holds it, who is only proposed. */
export function Whither({ unsealed }: { readonly unsealed: UnsealedReport }): JSX.Element {
  const { report, avoid, sealedRoute } = unsealed
  const differs = sealedRoute !== null && routeKey(sealedRoute) !== routeKey(report.route)
  return (
    <section aria-labelledby="route-title">
      <h3 id="route-title">去向</h3>
      <ul class="why">{report.route.why.map((reason) => <li key={reason}>{forStaff(reason)}</li>)}</ul>
      {differs && <p class="notice stop small"><span>按密封的内容算，去向应该是：{sayRoute(sealedRoute)}。以它为准。</span></p>}
      {report.route.outside !== null && <p>可以告知的去处：{report.route.outside.map(destinationName).join('；')}。</p>}
      <table class="parts">
        <caption>谁拿到了</caption>
        <thead><tr><th scope="col">单位</th><th scope="col">角色</th><th scope="col">现在</th></tr></thead>
        <tbody>{report.parts.map((part) => <PartRow key={part.unit} part={part} barred={barOf(unsealed, part.unit)} />)}</tbody>
      </table>
      {avoid.length > 0 && <p>举报人要求避开：<strong>{unitNames(avoid)}</strong>。</p>}
    </section>
  )
}

function PartRow({ part, barred }: { part: Part; barred: Bar | null }): JSX.Element {
  return (
    <tr>
      <td>{unitName(part.unit)}</td>
      <td>{PART_NAMES[part.part]}</td>
      <td class={part.standing}>{PART_STANDINGS[part.standing]}{barred !== null && <strong class="bad">　{BARS[barred]}</strong>}</td>
    </tr>
  )
}

/** The county's sentences speak to the reporter; here a third person reads them. */
const forStaff = (reason: string): string => reason.replaceAll('你', '举报人')

/** What of a route decides who gets the report; its sentences do not. */
const routeKey = ({ lead, assists, copies, deskFirst, escalated }: Route): string => JSON.stringify([lead, assists, copies, deskFirst, escalated])

function sayRoute({ lead, assists, copies }: Route): string {
  const parts = [lead === null ? '不归安全生产管' : `${unitName(lead)}牵头`]
  if (assists.length > 0) parts.push(`${unitNames(assists)}配合`)
  if (copies.length > 0) parts.push(`抄送${unitNames(copies)}`)
  return parts.join('，')
}
