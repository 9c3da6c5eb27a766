import { small } from '#contract/county/small.ts'
import { fill } from '#contract/rules/fill.ts'
import type { ComponentChildren, JSX } from 'preact'
import { Sign } from './Sign.tsx'

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly example?: string | undefined
  readonly error?: string | undefined
}

interface TextProps extends FieldProps {
  readonly value: string
  readonly onInput: (value: string) => void
  /** Limit in code points, told once three quarters are used; nothing is cut off. */
  readonly max?: number
  readonly rows?: number
  readonly type?: 'text' | 'date' | 'search'
  readonly inputMode?: 'text' | 'tel' | 'numeric'
  readonly latest?: string
  readonly short?: boolean
}

/** A message at the field it is about. The sign's shape says “wrong” too, not its colour alone. */
export function FieldError({ id, error }: { readonly id: string; readonly error: string | undefined }): JSX.Element | null {
  if (error === undefined) return null
  return (
    <p class="error" id={`${id}-error`}>
      <Sign shape="triangle" glyph="alert" size={28} />
      <span>{error}</span>
    </p>
  )
}

export const describedBy = (id: string, hint: unknown, error: unknown): string | undefined =>
  [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ') || undefined

/**
 * A labelled line or box of text. No `name`: a form posted by accident would carry nothing. Browsers are asked to remember, complete
 * and spell-check nothing (some send words away to do so).
 */
export function TextField({ id, label, hint, example, error, value, onInput, max, rows, type = 'text', inputMode, latest, short }: TextProps): JSX.Element {
  const shown = hint === undefined && example === undefined ? undefined : true
  const common = {
    id,
    value,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
    'data-1p-ignore': true,
    'aria-describedby': describedBy(id, shown, error),
    'aria-invalid': error === undefined ? undefined : true,
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  } as const
  return (
    <div class={error === undefined ? 'field' : 'field wrong'}>
      <label class="name" for={id}>{label}</label>
      {shown && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
          {example !== undefined && <span class="example">{fill(small.example, { words: example })}</span>}
        </p>
      )}
      <FieldError id={id} error={error} />
      {rows === undefined
        ? <input {...common} type={type} inputMode={inputMode} max={latest} class={short ? 'short' : undefined} />
        : <textarea {...common} rows={rows} />}
      {max !== undefined && <Count used={[...value].length} max={max} />}
    </div>
  )
}

function Count({ used, max }: { readonly used: number; readonly max: number }): JSX.Element | null {
  if (used * 4 < max * 3) return null
  return <p class={used > max ? 'count over' : 'count'} role="status">{used > max ? fill(small.over, { n: used - max }) : fill(small.left, { n: max - used })}</p>
}

interface GroupProps extends FieldProps {
  readonly children: ComponentChildren
  readonly role?: 'radiogroup' | 'group'
  /** The question already stands above as the page's heading: the legend is for screen readers only. */
  readonly quietLegend?: boolean
}

/** Several choices under one question. Takes the focus itself when an error points to it. */
export function Group({ id, label, hint, error, children, role = 'group', quietLegend = false }: GroupProps): JSX.Element {
  return (
    <fieldset id={id} tabIndex={-1} role={role} class={error === undefined ? undefined : 'wrong'} aria-describedby={describedBy(id, hint, error)}>
      <legend class={quietLegend ? 'sr-only' : undefined}>{label}</legend>
      {hint !== undefined && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <FieldError id={id} error={error} />
      {children}
    </fieldset>
  )
}
