import { categories } from '#contract/county/categories.ts'
import { form } from '#contract/county/form.ts'
import { small } from '#contract/county/small.ts'
import { units } from '#contract/county/units.ts'
import { flags as flagTexts, violations } from '#contract/county/violations.ts'
import { MAX_BODY_CHARACTERS, MAX_PLACE_CHARACTERS, MAX_SUBJECT_CHARACTERS } from '#contract/limits.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { Check, Radios, toggled } from '../ui/Choice.tsx'
import { Group, TextField } from '../ui/Field.tsx'
import type { Draft } from './draft.ts'
import { SinceField } from './SinceField.tsx'

export interface StepProps {
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  /** The sentence for a field, if it is wrong. */
  readonly errorAt: (field: string) => string | undefined
  readonly today: string
  /** The first numbers to call, as the page gives them. */
  readonly numbers: readonly EmergencyNumber[]
}

export interface EmergencyNumber {
  readonly number: string
  readonly name: string
}

const { fields, choices } = form

/** 119, 110 and 120 stand before everything else; ticking a box makes them larger and stops nothing. */
export function EmergencyStep({ draft, set, numbers }: StepProps): JSX.Element {
  const urgent = draft.flags.includes('trapped')
  return (
    <>
      <div class={urgent ? 'emergency urgent' : 'emergency'} aria-live="polite">
        <p><strong>{form.emergency.title}</strong></p>
        <div class={urgent ? 'numbers big' : 'numbers'}>
          {numbers.map(({ number, name }) => (
            <a href={`tel:${number}`} key={number} aria-label={fill(small.pair, { name: fill(form.emergency.call, { number }), words: name })}><strong>{number}</strong><span>{name}</span></a>
          ))}
        </div>
        <p class="small">{urgent ? `${form.emergency.sentence}${form.emergency['not-instead']}` : form.emergency['not-instead']}</p>
      </div>
      <Group id="flags" label={fields.flags.label} hint={fields.flags.hint}>
        <div class="choices">
          {flagTexts.map(({ id, question }) => (
            <Check key={id} label={question} checked={draft.flags.includes(id)} onChange={(on) => set({ flags: toggled(draft.flags, id, on) })} />
          ))}
        </div>
      </Group>
    </>
  )
}

export function ViolationsStep({ draft, set }: StepProps): JSX.Element {
  return (
    <Group id="violations" label={fields.violations.label} quietLegend>
      <div class="choices two">
        {violations.map(({ id, name, hint }) => (
          <Check key={id} label={name} hint={hint} checked={draft.violations.includes(id)} onChange={(on) => set({ violations: toggled(draft.violations, id, on) })} />
        ))}
      </div>
    </Group>
  )
}

export function WhereStep(props: StepProps): JSX.Element {
  const { draft, set, errorAt } = props
  const townships = units.filter(({ kind }) => kind === 'township')
  return (
    <>
      <Group id="township" role="radiogroup" label={fields.township.label} hint={fields.township.hint} error={errorAt('township')}>
        <Radios
          two
          options={townships.map(({ id, short, about }) => ({ value: id, label: short, hint: about }))}
          value={draft.township}
          onChange={(township) => set({ township })}
        />
      </Group>
      <TextField
        id="place" label={fields.place.label} hint={fields.place.hint} example={fields.place.example} error={errorAt('place')}
        value={draft.place} onInput={(place) => set({ place })} max={MAX_PLACE_CHARACTERS}
      />
      <SinceField {...props} />
    </>
  )
}

export function WhatStep({ draft, set, errorAt }: StepProps): JSX.Element {
  return (
    <>
      <TextField
        id="subject" label={fields.subject.label} hint={fields.subject.hint} example={fields.subject.example} error={errorAt('subject')}
        value={draft.subject} onInput={(subject) => set({ subject })} max={MAX_SUBJECT_CHARACTERS}
      />
      <TextField
        id="body" rows={10} label={fields.body.label} hint={fill(fields.body.hint ?? '', { max: MAX_BODY_CHARACTERS })} example={fields.body.example}
        error={errorAt('body')} value={draft.body} onInput={(body) => set({ body })} max={MAX_BODY_CHARACTERS}
      />
    </>
  )
}

/** Units that would have a part in this report come first; the others behind a fold. */
export function AvoidStep({ draft, set }: StepProps): JSX.Element {
  const category = categories.find(({ id }) => id === draft.category)
  const near = new Set([category?.lead, ...(category?.assists ?? []), ...(category?.candidates ?? []), draft.township, 'gov'])
  const avoidable = units.filter(({ kind }) => kind === 'department' || kind === 'township' || kind === 'government')
  const box = ({ id, short, about }: (typeof units)[number]) => (
    <Check key={id} label={short} hint={about} checked={draft.avoid.includes(id)} onChange={(on) => set({ avoid: toggled(draft.avoid, id, on) })} />
  )
  const others = avoidable.filter(({ id }) => !near.has(id))
  return (
    <Group id="avoid" label={fields.avoid.label} hint={fields.avoid.hint} quietLegend>
      <div class="choices two">
        <Check label={choices.none.label} hint={choices.none.hint} checked={draft.avoid.length === 0} onChange={() => set({ avoid: [] })} />
        {avoidable.filter(({ id }) => near.has(id)).map(box)}
      </div>
      <details class="more" open={others.some(({ id }) => draft.avoid.includes(id))}>
        <summary>{choices.others.label}</summary>
        <div class="choices two">{others.map(box)}</div>
      </details>
    </Group>
  )
}

export function IdentityStep({ draft, set, errorAt }: StepProps): JSX.Element {
  return (
    <>
      <Group id="named" role="radiogroup" label={fields.named.label} hint={fields.named.hint} quietLegend>
        <Radios
          options={(['anonymous', 'named'] as const).map((value) => ({ value, ...choices[value] }))}
          value={draft.named ? 'named' : 'anonymous'}
          onChange={(value) => set({ named: value === 'named' })}
        />
      </Group>
      {draft.named && (
        <div class="inset">
          <TextField id="name" short label={fields.name.label} error={errorAt('name')} value={draft.name} onInput={(name) => set({ name })} />
          <TextField
            id="phone" short inputMode="tel" label={fields.phone.label} hint={fields.phone.hint} error={errorAt('phone')}
            value={draft.phone} onInput={(phone) => set({ phone })}
          />
          <Group id="insider" role="radiogroup" label={fields.insider.label} hint={fields.insider.hint}>
            <Radios
              two
              options={(['insider', 'not-insider'] as const).map((value) => ({ value, ...choices[value] }))}
              value={draft.insider === null ? null : draft.insider ? 'insider' : 'not-insider'}
              onChange={(value) => set({ insider: value === 'insider' })}
            />
          </Group>
        </div>
      )}
      <Group id="wantsReward" role="radiogroup" label={fields.wantsReward.label} hint={fields.wantsReward.hint}>
        <Radios
          two
          options={(['reward', 'no-reward'] as const).map((value) => ({ value, ...choices[value] }))}
          value={draft.wantsReward ? 'reward' : 'no-reward'}
          onChange={(value) => set({ wantsReward: value === 'reward' })}
        />
      </Group>
    </>
  )
}
