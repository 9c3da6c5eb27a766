/** Checks between the files: who is who, and who leads what. A single file's shape is the schemas' business. */
import type { Category, Unit } from '#contract/county-schema.ts'
import { Flag } from '#contract/report.ts'
import { COUNTY, type County } from './county.ts'
import { quoted, wrong } from './wrong.ts'

const UNITS = `${COUNTY}/units.yaml`
const CATEGORIES = `${COUNTY}/categories.yaml`
const VIOLATIONS = `${COUNTY}/violations.yaml`
const CODES = Array.from({ length: 44 }, (_, index) => `HY${String(index + 1).padStart(2, '0')}`)

/** The rules and the sealing know these four by id. */
const OFFICES = { desk: 'desk', government: 'gov', custodian: 'custodian', cashier: 'cashier' } as const

/** A list in which a key may stand once. */
export function refuseTwice(file: string, keys: readonly (string | number)[], what: string): void {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) wrong(file, `${what} ${twice} 写了两遍`, '留一个，删掉另一个')
}

export function checkUnits({ units }: County): void {
  refuseTwice(UNITS, units.map((unit) => unit.id), '单位')
  refuseTwice(UNITS, units.map((unit) => unit.short), '单位简称')
  for (const [kind, id] of Object.entries(OFFICES)) {
    const found = units.filter((unit) => unit.kind === kind).map((unit) => unit.id)
    if (found.length !== 1 || found[0] !== id) wrong(UNITS, `kind 为 ${kind} 的单位是${quoted(found.join('、'))}，应当只有 ${id} 一个`, `留下 ${id}，别的改掉`)
  }
  if (!units.some((unit) => unit.kind === 'township')) wrong(UNITS, '一个乡镇街道也没有', '至少写一个 kind: township')
}

export function checkCategories({ units, categories: { groups, categories } }: County): void {
  refuseTwice(CATEGORIES, groups.map((group) => group.id), '大类')
  refuseTwice(CATEGORIES, categories.map((category) => category.id), '类别')
  const missing = CODES.find((code) => !categories.some((category) => category.id === code))
  if (missing !== undefined) wrong(CATEGORIES, `少了 ${missing}`, '补上这一类；HY01到HY44每个都要有')
  const stranger = categories.find((category) => !CODES.includes(category.id))
  if (stranger !== undefined) wrong(CATEGORIES, `${stranger.id} 不在HY01到HY44里`, '改成其中一个代码')
  for (const category of categories) {
    if (!groups.some((group) => group.id === category.group)) {
      wrong(CATEGORIES, `${category.id} 的 group 写了${quoted(category.group)}，groups 里没有这个大类`, '改成已有的大类')
    }
    checkDuty(category, units)
  }
  const empty = groups.find((group) => !categories.some((category) => category.group === group.id))
  if (empty !== undefined) wrong(CATEGORIES, `大类 ${empty.id} 里没有类别`, '删掉它，或者给它分几个类别')
}

function checkDuty(category: Category, units: readonly Unit[]): void {
  const duties = [
    ...(category.lead === null ? [] : [['lead', category.lead] as const]),
    ...category.assists.map((id) => ['assists', id] as const),
    ...(category.candidates ?? []).map((id) => ['candidates', id] as const),
  ]
  for (const [key, id] of duties) checkDutyUnit(category.id, key, id, units)
  refuseTwice(CATEGORIES, category.lead === null ? category.assists : [category.lead, ...category.assists], `${category.id} 的牵头、配合里`)
  refuseTwice(CATEGORIES, category.candidates ?? [], `${category.id} 的 candidates 里`)
  if (category.outside === true && (category.lead !== null || category.assists.length > 0)) {
    wrong(CATEGORIES, `${category.id} 写了 outside，又写了牵头或配合`, 'outside 的类别 lead 写 null、assists 写 []')
  }
  if (category.escalated === true && category.lead !== 'gov') wrong(CATEGORIES, `${category.id} 写了 escalated，lead 却不是 gov`, 'lead 写 gov')
  if (category.lead === null && category.assists.length > 0) {
    wrong(CATEGORIES, `${category.id} 没有牵头单位，却写了 assists`, '挪到 candidates，或者写上 lead')
  }
}

function checkDutyUnit(category: string, key: string, id: string, units: readonly Unit[]): void {
  const unit = units.find((one) => one.id === id)
  if (unit === undefined) return wrong(CATEGORIES, `${category} 的 ${key} 写了${quoted(id)}，units.yaml 里没有这个单位`, '改成已有的单位代号')
  if (unit.kind === 'township') wrong(CATEGORIES, `${category} 的 ${key} 写了乡镇街道${quoted(id)}`, '删掉它，属地会自动抄送')
  if (unit.kind !== 'department' && unit.kind !== 'government') {
    wrong(CATEGORIES, `${category} 的 ${key} 写了${quoted(id)}，${unit.name}不能牵头、配合`, '改成部门的单位代号；还没有定牵头的写 null')
  }
}

export function checkViolations({ violations: { violations, flags } }: County): void {
  refuseTwice(VIOLATIONS, violations.map((violation) => violation.id), '违法类型')
  refuseTwice(VIOLATIONS, flags.map((flag) => flag.id), '标志')
  const missing = Flag.options.find((id) => !flags.some((flag) => flag.id === id))
  if (missing !== undefined) wrong(VIOLATIONS, `flags 里少了 ${missing}`, '补上它的 name 和 question')
  const concealed = violations.find((violation) => violation.id === 'concealed-accident')
  if (concealed?.implies?.includes('concealed') !== true) {
    wrong(VIOLATIONS, 'concealed-accident 没有带上标志 concealed', '写上 implies: [concealed]，不然瞒报的件会交给主管部门')
  }
}
