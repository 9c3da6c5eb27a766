/** Filing for somebody else: who may, and what they may not have of it afterwards. The console, the Worker and the rewards read this. */
import { units } from '../county/units.ts'
import type { Channel } from '../proxy.ts'
import type { Role } from '../roles.ts'

/** The ways in which this member may take somebody's words; none for most. */
export function channelsOf({ unit, roles }: { readonly unit: string | null; readonly roles: readonly Role[] }): readonly Channel[] {
  const kind = units.find(({ id }) => id === unit)?.kind
  if (kind === 'desk' && roles.includes('desk')) return ['phone', 'visit']
  if (kind === 'township' && roles.includes('handler')) return ['proxy']
  return []
}

/** The members who may not have the reward of a report: whoever filed it for somebody knows its code, and so could claim it. */
export const barredFromReward = ({ filedBy }: { readonly filedBy: string | null }): readonly string[] => (filedBy === null ? [] : [filedBy])

/** Whether this member may claim the reward of this report, for themselves or for anybody. */
export const mayClaim = (report: { readonly filedBy: string | null }, member: string): boolean => !barredFromReward(report).includes(member)
