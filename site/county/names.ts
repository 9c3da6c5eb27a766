/** What the county's things are called in another language: the Chinese tables with those names in their places. */
import type { Names } from '#contract/language-schema.ts'
import type { County } from './county.ts'
import type { Tongue } from './languages.ts'
import { wrong } from './wrong.ts'

type Named = Pick<County, 'profile' | 'units' | 'categories' | 'violations' | 'destinations' | 'recourses' | 'hotlines' | 'deadlines'>

/** What a reader meets; other things may keep their Chinese names. */
const NEEDED = {
  units: ['short', 'about'], groups: ['name'], categories: ['name', 'examples'], violations: ['name', 'hint'], flags: ['name', 'question'],
  destinations: ['office', 'matters'], recourses: ['office', 'matters'], hotlines: ['name'], deadlines: ['name'],
} as const

type Table = keyof typeof NEEDED

/** The tables by what their rows are called in names.<language>.yaml. */
function tablesOf(county: Named): Record<Table, readonly [key: string, row: object][]> {
  return {
    units: county.units.map((row) => [row.id, row]),
    groups: county.categories.groups.map((row) => [row.id, row]),
    categories: county.categories.categories.map((row) => [row.id, row]),
    violations: county.violations.violations.map((row) => [row.id, row]),
    flags: county.violations.flags.map((row) => [row.id, row]),
    destinations: county.destinations.map((row) => [row.number, row]),
    recourses: county.recourses.map((row) => [row.id, row]),
    hotlines: county.hotlines.map((row) => [row.number, row]),
    deadlines: county.deadlines.map((row) => [row.kind, row]),
  }
}

/** The county as it is called in that language. */
export function renamed(county: Named, names: Names): Named {
  const put = <T extends object>(table: Table, key: string, row: T): T => ({ ...row, ...names[table]?.[key] })
  const { portal, ...profile } = county.profile
  const { sponsor = portal.sponsor, contact = portal.contact, ...office } = names.profile ?? {}
  return {
    profile: { ...profile, ...office, portal: { ...portal, sponsor, contact } },
    // On screen offices go by their short names; the long one would only be carried along in Chinese.
    units: county.units.map((row) => ({ ...put('units', row.id, row), name: names.units?.[row.id]?.name ?? names.units?.[row.id]?.short ?? row.name })),
    categories: {
      groups: county.categories.groups.map((row) => put('groups', row.id, row)),
      // The plainer Chinese name would go before the translated one.
      categories: county.categories.categories.map(({ plain, ...row }) => ({ ...(names.categories?.[row.id]?.name === undefined && plain !== undefined && { plain }), ...put('categories', row.id, row) })),
    },
    violations: {
      violations: county.violations.violations.map((row) => put('violations', row.id, row)),
      flags: county.violations.flags.map((row) => put('flags', row.id, row)),
    },
    destinations: county.destinations.map((row) => put('destinations', row.number, row)),
    recourses: county.recourses.map((row) => put('recourses', row.id, row)),
    hotlines: county.hotlines.map((row) => put('hotlines', row.number, row)),
    deadlines: county.deadlines.map((row) => put('deadlines', row.kind, row)),
  } as Named
}

/** No name of something that is not there; and, for a language that calls itself complete, none missing. */
export function checkNames(county: Named, { language: { id, complete }, names }: Tongue): void {
  const file = `content/county/names.${id}.yaml`
  for (const [table, rows] of Object.entries(tablesOf(county)) as [Table, readonly [string, object][]][]) {
    const own = names[table] ?? {}
    const stranger = Object.keys(own).find((key) => !rows.some(([known]) => known === key))
    if (stranger !== undefined) wrong(file, `${table} 的 ${stranger} 不在本县的表里`, '删掉，或者看看是不是写错了字')
    if (complete !== true) continue
    for (const [key, row] of rows) for (const field of neededOf(table, row)) {
      if (!(field in (own[key] ?? {}))) wrong(file, `${table} 的 ${key} 的 ${field} 没有写`, `补上，或者在 languages.yaml 里去掉 ${id} 的 complete`)
    }
  }
}

/** Only what the Chinese row has; of the telephone numbers those that save lives and those for safety. */
const neededOf = (table: Table, row: object): string[] =>
  'group' in row && table === 'hotlines' && row.group === 'other' ? [] : NEEDED[table].filter((field) => field in row)
