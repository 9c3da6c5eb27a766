/** Options of the moves' forms, from the county's content. No DOM. */
import { destinations } from '#contract/county/destinations.ts'
import { units } from '#contract/county/units.ts'
import type { Unit } from '#contract/county-schema.ts'
import type { Option, OptionGroup } from '../fields.tsx'
import { barOf } from '../report/holders.ts'
import type { UnsealedReport } from '../report/unseal.ts'

/** Reasons by their short names; the sentence under each is what the other side reads. */
export function reasonOptions<T extends string>(reasons: Readonly<Partial<Record<T, { readonly name: string; readonly sentence: string }>>>): Option<T>[] {
  return (Object.keys(reasons) as T[]).flatMap((value) => {
    const reason = reasons[value]
    return reason === undefined ? [] : [{ value, label: reason.name, hint: reason.sentence }]
  })
}

/** Offices outside, those the route proposes first. */
export function destinationOptions({ report }: UnsealedReport): Option<string>[] {
  const proposed = report.route.outside ?? []
  const order = [...destinations].sort((a, b) => Number(proposed.includes(b.number)) - Number(proposed.includes(a.number)))
  return order.map(({ number, office, matters }) => ({ value: number, label: `${number} ${office}`, hint: matters }))
}

const KINDS: readonly (readonly [Unit['kind'], string])[] = [['desk', '受理台自己'], ['government', '县政府'], ['department', '部门'], ['township', '乡镇街道']]

/** Units that may come to hold the report, grouped; `without` are left out. */
export function unitGroups(unsealed: UnsealedReport, without: readonly string[] = []): OptionGroup[] {
  const fit = units.filter((unit) => !without.includes(unit.id) && barOf(unsealed, unit.id) === null)
  return KINDS.map(([kind, name]) => ({ name, options: fit.filter((unit) => unit.kind === kind).map(({ id, short }) => ({ value: id, label: short })) }))
}
