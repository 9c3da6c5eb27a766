import type { JSX } from 'preact'
import { categories } from '#contract/county/categories.ts'
import { question } from '#contract/county/question.ts'
import { units } from '#contract/county/units.ts'
import { State, STATES } from '#contract/states.ts'
import type { Filter } from '../context.ts'
import { Select } from '../fields.tsx'
import { stateName } from '../words.ts'

interface Props {
  readonly filter: Filter
  readonly unread: number
  /** The reader's own unit: questions come to the desk alone. */
  readonly unit: string | null
  readonly onChoose: (filter: Filter) => void
}

const LEADS = units.filter((unit) => unit.kind !== 'custodian' && unit.kind !== 'cashier')

const LONG = [
  { name: '按状态', options: STATES.map((state) => ({ value: `state ${state}`, label: stateName(state) })) },
  { name: '按牵头单位', options: LEADS.map((unit) => ({ value: `lead ${unit.id}`, label: unit.short })) },
  { name: '按类别', options: categories.map((category) => ({ value: `category ${category.id}`, label: category.name })) },
]

/** One filter at a time: four to press, the rest in one list. */
export function Filters({ filter, unread, unit, onChoose }: Props): JSX.Element {
  const short: readonly { readonly label: string; readonly filter: Filter; readonly on: boolean }[] = [
    { label: '全部', filter: {}, on: Object.keys(filter).length === 0 },
    { label: unread === 0 ? '未读' : `未读 ${unread}件`, filter: { unread: '1' }, on: filter.unread !== undefined },
    { label: '已超期', filter: { due: 'overdue' }, on: filter.due === 'overdue' },
    { label: '7天内', filter: { due: 'soon' }, on: filter.due === 'soon' },
    ...(unit === 'desk' ? [{ label: question.desk.kind, filter: { kind: 'question' }, on: filter.kind !== undefined } as const] : []),
  ]
  return (
    <div class="filters" role="group" aria-label="筛选">
      {short.map((one) => (
        <button key={JSON.stringify(one.filter)} type="button" class="chip" aria-pressed={one.on} onClick={() => onChoose(one.filter)}>{one.label}</button>
      ))}
      <Select quiet label="按状态、牵头单位或类别" none="按状态、单位、类别…" groups={LONG} value={longValue(filter)} onChange={(value) => onChoose(longFilter(value))} />
    </div>
  )
}

const longValue = ({ state, lead, category }: Filter): string =>
  state !== undefined ? `state ${state}` : lead !== undefined ? `lead ${lead}` : category !== undefined ? `category ${category}` : ''

function longFilter(value: string): Filter {
  const [by, word = ''] = value.split(' ')
  if (by === 'state') return { state: State.parse(word) }
  if (by === 'lead') return { lead: word }
  return by === 'category' ? { category: word } : {}
}
