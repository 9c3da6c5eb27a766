/** Days that exist, that are not still to come, and sources that somebody looked at lately. */
import type { Complain } from './mistake.ts'
import { nameOf } from './explain.ts'
import type { Piece } from './read.ts'

/** A source not looked at for longer is due: laws are amended about yearly. */
const STALE_DAYS = 400

/** `today` as 2026-11-22, in the county. */
export function checkDays({ kind, data }: Piece, today: string, complain: Complain): void {
  const looked: (readonly [path: readonly PropertyKey[], day: string])[] = []
  if ('reviewed' in data) looked.push([['reviewed'], data.reviewed])
  if ('sources' in data) for (const [index, { checked }] of data.sources.entries()) looked.push([['sources', index, 'checked'], checked])
  if ('standards' in data) for (const [index, { checked }] of data.standards.entries()) looked.push([['standards', index, 'checked'], checked])
  for (const [path, day] of looked) {
    if (demandDay(kind, path, day, complain) && day > today) complain(path, `${nameOf(kind, path)}写了${sayDay(day)}，这一天还没有到（今天是${sayDay(today)}）`, '改成真正核对的日子', 'mend')
  }
  if ('date' in data) demandDay(kind, ['date'], data.date, complain)
  if (kind === 'calendar') for (const key of ['from', 'to'] as const) demandDay(kind, [key], `2024-${(data as Piece<'calendar'>['data'])[key]}`, complain)
  if (kind === 'campaigns') checkCampaign(data as Piece<'campaigns'>['data'], complain)
  warnOfStale(looked.filter(([path]) => path.length > 1), today, complain)
}

function demandDay(kind: string, path: readonly PropertyKey[], day: string, complain: Complain): boolean {
  if (new Date(`${day}T00:00:00Z`).toString() !== 'Invalid Date' && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)) return true
  complain(path, `${nameOf(kind, path)}写的日子，日历上没有`, '改对')
  return false
}

function checkCampaign({ consultation, activities }: Piece<'campaigns'>['data'], complain: Complain): void {
  if (consultation !== undefined) demandDay('campaigns', ['consultation', 'day'], consultation.day, complain)
  for (const [index, { from, to, title }] of activities.entries()) {
    const real = demandDay('campaigns', ['activities', index, 'from'], from, complain) && (to === undefined || demandDay('campaigns', ['activities', index, 'to'], to, complain))
    if (real && to !== undefined && to < from) complain(['activities', index], `“${title}”结束在开始前面`, '把两个日期对调')
  }
}

/** One sentence for a file, however many of its sources are due. */
function warnOfStale(looked: readonly (readonly [path: readonly PropertyKey[], day: string])[], today: string, complain: Complain): void {
  const due = looked.filter(([, day]) => (Date.parse(today) - Date.parse(day)) / 86_400_000 > STALE_DAYS)
  const [first] = due
  if (first === undefined) return
  const oldest = due.reduce((oldest, [, day]) => (day < oldest ? day : oldest), first[1])
  complain(first[0], `${due.length}条出处有一年多没有核对了，最早的是${sayDay(oldest)}`, '打开原文再看一遍，改过的跟着改，然后更新核对日期（checked）', 'note')
}

const sayDay = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
