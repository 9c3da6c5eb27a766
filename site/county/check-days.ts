/** Checks of calendars, deadlines, numbers and keys. */
import { DeadlineKind } from '#contract/report.ts'
import { isDay, weekday, yearOf } from '#contract/rules/day-number.ts'
import type { CalendarYear } from '#contract/county-schema.ts'
import { refuseTwice } from './check-duties.ts'
import { COUNTY, type County } from './county.ts'
import { quoted, wrong } from './wrong.ts'

export function checkCalendars({ calendars }: County): void {
  if (calendars.length === 0) wrong(`${COUNTY}/calendars`, '一个年份也没有', '照国务院的节假日通知写一个，文件名像 2026.yaml')
  for (const calendar of calendars) checkCalendar(calendar)
}

function checkCalendar(calendar: CalendarYear): void {
  const file = `${COUNTY}/calendars/${calendar.year}.yaml`
  for (const key of ['holidays', 'workdays'] as const) {
    for (const day of calendar[key]) {
      if (!isDay(day)) wrong(file, `${key} 里的 ${day} 没有这一天`, '照通知改对')
      if (yearOf(day) !== calendar.year) wrong(file, `${key} 里的 ${day} 不在${calendar.year}年`, `挪到 ${yearOf(day)}.yaml，或者改对年份`)
    }
    refuseTwice(file, calendar[key], `${key} 里的`)
  }
  const both = calendar.workdays.find((day) => calendar.holidays.includes(day))
  if (both !== undefined) wrong(file, `${both} 又是 holidays 又是 workdays`, '只留一边')
  const weekdayWorked = calendar.workdays.find((day) => weekday(day) !== 0 && weekday(day) !== 6)
  if (weekdayWorked !== undefined) wrong(file, `workdays 里的 ${weekdayWorked} 不是周六、周日`, '删掉它，平常的工作日不用写')
}

/** Whoever may lead something has a number under which people reach it. */
export function checkPhones({ units, phones }: County): void {
  const file = `${COUNTY}/phones.yaml`
  refuseTwice(file, phones.map((phone) => phone.unit), '单位')
  const stranger = phones.find((phone) => !units.some((unit) => unit.id === phone.unit))
  if (stranger !== undefined) wrong(file, `${stranger.unit} 不在 units.yaml 里`, '改成已有的单位，或者先在 units.yaml 里加上')
  const silent = units.find(({ id, kind }) => ['desk', 'department', 'township'].includes(kind) && !phones.some((phone) => phone.unit === id))
  if (silent !== undefined) wrong(file, `${silent.name}（${silent.id}）没有电话`, '补上它对外的值班电话')
}

export function checkNumbers({ deadlines, destinations, recourses, hotlines }: County): void {
  const file = `${COUNTY}/deadlines.yaml`
  refuseTwice(file, deadlines.map((rule) => rule.kind), '时限')
  const missing = DeadlineKind.options.find((kind) => !deadlines.some((rule) => rule.kind === kind))
  if (missing !== undefined) wrong(file, `少了 ${missing}`, '补上它的 name、days、unit 和 basis')
  if (deadlines.find((rule) => rule.kind === 'completion')?.extension === undefined) wrong(file, 'completion 没有写 extension', '补上延期的天数')
  refuseTwice(`${COUNTY}/destinations.yaml`, destinations.map((office) => office.number), '号码')
  if (destinations.length === 0) wrong(`${COUNTY}/destinations.yaml`, '一个去处也没有', '至少写上 12345')
  refuseTwice(`${COUNTY}/recourses.yaml`, recourses.map(({ id }) => id), '去处')
  if (recourses.length === 0) wrong(`${COUNTY}/recourses.yaml`, '一个去处也没有', '至少写上上一级主管部门')
  refuseTwice(`${COUNTY}/hotlines.yaml`, hotlines.map((line) => line.number), '号码')
  const absent = ['119', '110', '120'].find((number) => !hotlines.some((line) => line.number === number && line.group === 'emergency'))
  if (absent !== undefined) wrong(`${COUNTY}/hotlines.yaml`, `emergency 里少了 ${absent}`, '补上，紧急页面要用')
  const taking = hotlines.filter((line) => line.report === true)
  if (taking.length !== 1) wrong(`${COUNTY}/hotlines.yaml`, taking.length === 0 ? '没有一个号码写了 report: true' : `${taking.map(({ number }) => number).join('、')} 都写了 report: true`, '只在接安全生产举报的那一个号码上写')
}

export function checkKeyring({ keyring, units }: County): void {
  const file = `${COUNTY}/keyring.json`
  refuseTwice(file, keyring.versions.map((version) => version.version), '版本')
  const [current] = keyring.versions
  if (current === undefined) return
  if (keyring.revoked.includes(current.version)) wrong(file, `当前版本 ${current.version} 在 revoked 里`, '用 npm run keys 换一个新版本')
  for (const { version, holders } of keyring.versions) {
    const stranger = Object.keys(holders).find((id) => !units.some((unit) => unit.id === id))
    if (stranger !== undefined) wrong(file, `版本 ${version} 里有${quoted(stranger)}，units.yaml 里没有这个单位`, '用 npm run keys 重新生成')
  }
  const keyless = units.find((unit) => !(unit.id in current.holders))
  if (keyless !== undefined) wrong(file, `版本 ${current.version} 里没有 ${keyless.id} 的钥匙`, '用 npm run keys 给它生成')
}
