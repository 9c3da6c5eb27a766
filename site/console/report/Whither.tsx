import type { JSX } from 'preact'
import type { Route } from '#contract/report.ts'
import { Holders } from '../holding/Holders.tsx'
import { destinationName, unitName, unitNames } from '../words.ts'
import type { UnsealedReport } from './unseal.ts'

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
      <Holders unsealed={unsealed} />
      {avoid.length > 0 && <p>举报人要求避开：<strong>{unitNames(avoid)}</strong>。</p>}
    </section>
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
