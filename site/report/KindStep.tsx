import { categories, categoryGroups } from '#contract/county/categories.ts'
import { form } from '#contract/county/form.ts'
import { small } from '#contract/county/small.ts'
import type { Category } from '#contract/county-schema.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { glyphOf, plainNameOf } from '../layouts/groups.ts'
import { Radios } from '../ui/Choice.tsx'
import { Group, TextField } from '../ui/Field.tsx'
import { Sign } from '../ui/Sign.tsx'
import { searchCategories } from './search.ts'
import type { StepProps } from './steps.tsx'

const { fields, choices } = form

/** HY44: matters of other offices. */
export const isOutside = (category: string | null): boolean => categories.find(({ id }) => id === category)?.outside === true

/** Two taps to a category (group, then category), or a search over names, examples and the words people use. */
export function KindStep({ draft, set, errorAt }: StepProps): JSX.Element {
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState(categories.find(({ id }) => id === draft.category)?.group ?? null)
  const found = searchCategories(query, categories)
  const radios = (list: readonly Category[]) => (
    <Radios
      options={list.map((category) => ({ value: category.id, label: plainNameOf(category), hint: category.examples.join(small.between) }))}
      value={draft.category}
      onChange={(category) => set({ category })}
    />
  )
  const chosen = categories.find(({ id }) => id === draft.category)
  return (
    <>
      <TextField id="search" type="search" label={choices.search.label} hint={fields.category.hint} value={query} onInput={setQuery} />
      <Group id="category" label={fields.category.label} error={errorAt('category')}>
        {query.trim() !== '' && <div role="status">{found.length === 0 ? <p>{choices['search-none'].label}</p> : <p class="sr-only">{fill(choices['search-found'].label, { n: found.length })}</p>}</div>}
        {query.trim() === '' || found.length === 0 ? <Groups open={open} setOpen={setOpen} radios={radios} /> : radios(found)}
        <p class="chosen" role="status">{chosen !== undefined && <Chosen name={plainNameOf(chosen)} />}</p>
      </Group>
    </>
  )
}

/** The name stands out from the words around it, wherever those put it. */
function Chosen({ name }: { readonly name: string }): JSX.Element {
  const [before = '', after = ''] = choices.chosen.label.split('{found}')
  return <>{before}<strong>{name}</strong>{after}</>
}

interface GroupsProps {
  readonly open: string | null
  readonly setOpen: (group: string | null) => void
  readonly radios: (list: readonly Category[]) => JSX.Element
}

function Groups({ open, setOpen, radios }: GroupsProps): JSX.Element {
  return (
    <div class="choices">
      {categoryGroups.map(({ id, name, sign }) => (
        <div key={id}>
          <button type="button" class="choice sign-choice" aria-expanded={open === id} aria-controls={`group-${id}`} onClick={() => setOpen(open === id ? null : id)}>
            <Sign shape={sign} {...glyphOf(id)} size={44} />
            <span>{name}</span>
            <span class="fold" aria-hidden="true" />
          </button>
          <div id={`group-${id}`} class="inset" hidden={open !== id}>
            {open === id && radios(categories.filter((category) => category.group === id))}
          </div>
        </div>
      ))}
    </div>
  )
}
