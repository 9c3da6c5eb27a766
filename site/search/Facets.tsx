import type { JSX } from 'preact'
import type { Filters } from './find.ts'

interface Choice { readonly id: string; readonly name: string }
export interface Choices {
  readonly kinds: readonly Choice[]
  readonly scenes: readonly Choice[]
  readonly audiences: readonly Choice[]
}

interface Props {
  readonly choices: Choices
  readonly filters: Filters
  readonly ready: boolean
  readonly onChange: (filters: Filters) => void
}

/** Narrows the search: what kind of page, where, for whom. */
export function Facets({ choices, filters, ready, onChange }: Props): JSX.Element {
  const set = (name: 'kind' | 'scene' | 'audience', id: string | undefined) => {
    const { [name]: _, ...others } = filters
    onChange(id === undefined ? others : { ...others, [name]: id })
  }
  return (
    <div class="facets">
      <div role="group" aria-label="种类" class="chips">
        {[{ id: undefined, name: '全部' }, ...choices.kinds].map(({ id, name }) => (
          <button type="button" key={name} class="chip" disabled={!ready} aria-pressed={filters.kind === id} onClick={() => set('kind', id)}>{name}</button>
        ))}
      </div>
      <Select id="scene" label="场景" any="不限" choices={choices.scenes} value={filters.scene} ready={ready} onChange={(id) => set('scene', id)} />
      <Select id="audience" label="给谁看" any="不限" choices={choices.audiences} value={filters.audience} ready={ready} onChange={(id) => set('audience', id)} />
    </div>
  )
}

interface SelectProps {
  readonly id: string
  readonly label: string
  readonly any: string
  readonly choices: readonly Choice[]
  readonly value: string | undefined
  readonly ready: boolean
  readonly onChange: (id: string | undefined) => void
}

function Select({ id, label, any, choices, value, ready, onChange }: SelectProps): JSX.Element {
  return (
    <div class="field narrow">
      <label for={id}>{label}</label>
      <select id={id} value={value ?? ''} disabled={!ready} onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}>
        <option value="">{any}</option>
        {choices.map((choice) => <option key={choice.id} value={choice.id}>{choice.name}</option>)}
      </select>
    </div>
  )
}
