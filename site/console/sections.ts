/** Which parts of the console a member sees. The Worker decides again for every call; this only keeps dead ends off the screen. */
import type { Me } from '#contract/member.ts'
import { channelsOf } from '#contract/rules/proxy.ts'
import { REPORT_ROLES, type Role } from '#contract/roles.ts'
import { MOST_WAITING, type Waiting } from '#contract/waiting.ts'

export type Section = 'board' | 'inbox' | 'proxy' | 'window' | 'answers' | 'custody' | 'members' | 'audit' | 'awards' | 'archive' | 'colleagues' | 'access' | 'nothing'

export const SECTION_NAMES: Record<Section, string> = {
  board: '督办', inbox: '收件', proxy: '代录', window: '兑付', answers: '公开答复', custody: '实名保管', members: '工作人员', audit: '审计', awards: '奖励', archive: '封存档案', colleagues: '同事', access: '我的登录', nothing: '今天',
}

const COUNTED: Partial<Record<Section, readonly [part: keyof Waiting, measure: string]>> = {
  colleagues: ['colleagues', '位'], custody: ['custody', '条'], awards: ['awards', '笔'], window: ['payments', '笔'],
}

/** What stands behind a section's name while something there waits for this member: （2条在等）. */
export function sayWaiting(section: Section, waiting: Waiting | null): string {
  const [part, measure] = COUNTED[section] ?? []
  const n = part === undefined || waiting === null ? 0 : waiting[part]
  return n === 0 ? '' : `（${n < MOST_WAITING ? n : `${n}多`}${measure}在等）`
}

/** Who still waits for the unit's key is nobody's colleague yet, and the Worker shows them nothing. */
export function sectionsOf({ roles, unit, keys }: Me): Section[] {
  if (unit !== null && keys.unit === null) return ['nothing', 'access']
  const has = (wanted: readonly Role[]) => roles.some((role) => wanted.includes(role))
  const work: Section[] = [
    ...(has(['supervisor']) ? (['board'] as const) : []),
    ...(has(REPORT_ROLES) ? (['inbox'] as const) : []),
    ...(channelsOf({ roles, unit }).length > 0 ? (['proxy'] as const) : []),
    ...(has(['cashier']) ? (['window'] as const) : []),
    ...(has(['desk']) ? (['answers'] as const) : []),
    ...(has(['custodian', 'supervisor', 'desk']) ? (['custody'] as const) : []),
    ...(has(['administrator']) ? (['members'] as const) : []),
    ...(has(['auditor']) ? (['audit'] as const) : []),
    ...(has(['desk', 'approver', 'supervisor', 'auditor']) ? (['awards'] as const) : []),
    ...(has([...REPORT_ROLES, 'auditor']) ? (['archive'] as const) : []),
  ]
  return [...(work.length === 0 ? (['nothing'] as const) : work), ...(unit === null ? [] : (['colleagues'] as const)), 'access']
}

/** The section that `#…` in the address names, if the member has it; otherwise the first. Nothing else ever stands in the address. */
export function sectionIn(hash: string, sections: readonly Section[]): Section {
  return sections.find((section) => section === hash.slice(1)) ?? sections[0] ?? 'nothing'
}
