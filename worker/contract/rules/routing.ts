/** Who gets a report: category × township × flags × units to keep out → route. Reads chosen fields only, never words that somebody wrote. */
import { categories } from '../county/categories.ts'
import { destinations } from '../county/destinations.ts'
import { routeWords } from '../county/route.ts'
import { small } from '../county/small.ts'
import { units } from '../county/units.ts'
import { violations } from '../county/violations.ts'
import type { Category, Unit } from '../county-schema.ts'
import { Flag, type ClearFields, type PlainFields, type Route } from '../report.ts'
import { fill } from './fill.ts'

/** Units that a reporter can ask to keep out. The desk sees every report, and custodian and cashier never see one. */
export const canBeAvoided = (unit: Unit): boolean => unit.kind === 'department' || unit.kind === 'township' || unit.kind === 'government'

const UNIT = new Map(units.map((unit) => [unit.id, unit]))
const CATEGORY = new Map(categories.map((category) => [category.id, category]))
const VIOLATION = new Map(violations.map((violation) => [violation.id, violation]))
const AVOIDABLE = new Set(units.filter(canBeAvoided).map((unit) => unit.id))

/** The fields that name something the county does not have, or a unit that cannot be kept out. A report with one is not taken. */
export function unknownFields(fields: Omit<ClearFields, 'kind'> & Partial<Pick<ClearFields, 'kind'>>): ('category' | 'township' | 'violations' | 'avoid')[] {
  return [
    isKnown(fields, fields.category, (id) => CATEGORY.has(id)) ? [] : ['category' as const],
    isKnown(fields, fields.township, (id) => UNIT.get(id)?.kind === 'township') ? [] : ['township' as const],
    fields.violations.every((id) => VIOLATION.has(id)) ? [] : ['violations' as const],
    fields.avoid.every((id) => AVOIDABLE.has(id)) ? [] : ['avoid' as const],
  ].flat()
}

/** A question may leave it open. */
const isKnown = ({ kind }: Partial<Pick<ClearFields, 'kind'>>, id: string | null, known: (id: string) => boolean): boolean =>
  id === null ? kind === 'question' : known(id)

/** The flags chosen and those that a chosen violation implies, in the contract's order. */
export function effectiveFlags(fields: Pick<PlainFields, 'violations' | 'flags'>): Flag[] {
  const implied = fields.violations.flatMap((id) => VIOLATION.get(id)?.implies ?? [])
  return Flag.options.filter((flag) => fields.flags.includes(flag) || implied.includes(flag))
}

/**
 * The proposed route. The first rule that fits decides; an avoided unit is taken out of whatever it gave. Total: what the county does
 * not know (`unknownFields`) goes to the desk and nowhere else, so that no caller's forgotten check drops or misdirects a report.
 */
export function routeReport(fields: PlainFields): Route {
  const category = CATEGORY.get(fields.category)
  const escalation = escalationOf(category, effectiveFlags(fields))
  if (escalation !== null) return escalated(fields, escalation)
  if (category?.outside === true) return outside()
  return category === undefined || category.lead === null ? unassigned(fields) : ordinary(category, category.lead, fields)
}

/** The proposed route of whatever was filed: a question goes to the desk and stays there, whatever it is about. */
export function routeFiling({ kind, category, township, ...fields }: ClearFields): Route {
  if (kind !== 'question') return routeReport({ ...fields, category: category ?? '', township: township ?? '' })
  return { lead: 'desk', assists: [], copies: [], deskFirst: true, escalated: false, outside: null, why: [say('question')] }
}

/** The department that an escalated report of this category must never reach; null where nobody is (HY17, HY41, HY44 …). */
export function departmentConcerned(category: string | null): string | null {
  const lead = CATEGORY.get(category ?? '')?.lead ?? null
  return lead === 'gov' ? null : lead
}

/**
 * Who is granted the content the moment it is filed: the desk; the lead, unless the desk must look first; the county government,
 * where the report is escalated to it. Assists and copies are proposals until somebody hands the report on.
 */
export function holdersAtFiling(route: Route, fields: Pick<PlainFields, 'avoid'>): string[] {
  const first = route.deskFirst ? (route.escalated ? 'gov' : null) : route.lead
  return first === null || first === 'desk' || fields.avoid.includes(first) ? ['desk'] : ['desk', first]
}

/** Law: 安全生产法 art. 73 — deaths are looked into by the county government or above. */
function escalationOf(category: Category | undefined, flags: readonly Flag[]): 'death' | 'concealed' | 'concealment-category' | null {
  if (flags.includes('death')) return 'death'
  if (flags.includes('concealed')) return 'concealed'
  return category?.escalated === true ? 'concealment-category' : null
}

/** No assists and no copies: the nearer a unit is to a concealed death, the more it may have helped to conceal it. */
function escalated(fields: PlainFields, reason: 'death' | 'concealed' | 'concealment-category'): Route {
  const govAvoided = fields.avoid.includes('gov')
  const concerned = departmentConcerned(fields.category)
  return {
    lead: govAvoided ? 'desk' : 'gov', assists: [], copies: [], deskFirst: true, escalated: true, outside: null,
    why: [
      say(reason),
      ...(govAvoided ? [say('gov-avoided')] : []),
      ...(concerned === null ? [] : [say('department-kept-out', { unit: concerned })]),
      say('nobody-copied'),
      say(govAvoided ? 'desk-first' : 'desk-and-gov-first'),
    ],
  }
}

function outside(): Route {
  return {
    lead: null, assists: [], copies: [], deskFirst: true, escalated: false,
    outside: destinations.map((destination) => destination.number), why: [say('outside'), say('desk-first')],
  }
}

function unassigned(fields: PlainFields): Route {
  const copy = copyTo(fields)
  return {
    lead: 'desk', assists: [], copies: copy.units, deskFirst: true, escalated: false, outside: null,
    why: [say('unassigned'), ...copy.why, say('desk-first')],
  }
}

function ordinary(category: Category, lead: string, fields: PlainFields): Route {
  const leadAvoided = fields.avoid.includes(lead)
  const assists = category.assists.filter((id) => !fields.avoid.includes(id))
  const left = category.assists.filter((id) => fields.avoid.includes(id))
  const copy = copyTo(fields)
  return {
    lead: leadAvoided ? 'desk' : lead, assists, copies: copy.units, deskFirst: leadAvoided, escalated: false, outside: null,
    why: [
      say(leadAvoided ? 'lead-avoided' : 'ordinary', { unit: lead }),
      ...(assists.length > 0 ? [say('assists', { units: assists })] : []),
      ...(left.length > 0 ? [say('assists-avoided', { units: left })] : []),
      ...copy.why,
      ...(leadAvoided ? [say('desk-first')] : []),
    ],
  }
}

/** 属地: the township of the place, unless avoided; never another. */
function copyTo({ township, avoid }: PlainFields): { units: string[]; why: string[] } {
  if (UNIT.get(township)?.kind !== 'township') return { units: [], why: [] }
  const avoided = avoid.includes(township)
  return { units: avoided ? [] : [township], why: [say(avoided ? 'copy-avoided' : 'copy', { township })] }
}

/** One sentence of `why`, with units by their short names. */
function say(reason: keyof typeof routeWords, names: { unit?: string; units?: readonly string[]; township?: string } = {}): string {
  const short = (id: string) => UNIT.get(id)?.short ?? id
  return fill(routeWords[reason], {
    unit: names.unit && short(names.unit),
    units: names.units?.map(short).join(small.list),
    township: names.township && short(names.township),
  })
}
