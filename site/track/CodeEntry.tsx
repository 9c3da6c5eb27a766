import { small } from '#contract/county/small.ts'
import { track } from '#contract/county/track.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX, RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { TextField } from '../ui/Field.tsx'

export interface CodeError {
  readonly sentence: string
  /** The group it is about, from 1, if that can be known. */
  readonly group: number | null
}

interface Props {
  readonly disabled: boolean
  readonly working: boolean
  readonly left: boolean
  readonly error: CodeError | null
  readonly onOpen: (code: string) => void
  readonly heading: RefObject<HTMLHeadingElement>
}

const words = track.code
const GROUPS = 7

/** Takes the code in any spelling. What was typed is read back in seven groups, so that it can be held against the paper. */
export function CodeEntry({ disabled, working, left, error, onOpen, heading }: Props): JSX.Element {
  const [code, setCode] = useState('')
  useLayoutEffect(() => {
    if (error !== null) document.getElementById('code')?.focus()
  }, [error])
  const submit = (event: Event) => {
    event.preventDefault()
    onOpen(code)
  }
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={disabled}>
        <div class="step-head">
          <h1 ref={heading} tabIndex={-1}>{track.title}</h1>
          <p class="hint">{left ? words.left : track.intro}</p>
        </div>
        <div class="code-entry" onKeyDown={(event) => (event.key === 'Enter' ? submit(event) : undefined)}>
          <TextField id="code" rows={2} inputMode="numeric" label={words.label} hint={words.hint} error={error?.sentence} value={code} onInput={setCode} />
        </div>
        <Groups code={code} wrong={error?.group ?? null} />
        <div class="actions">
          <button type="submit" class="button act" disabled={working}>{words.open}</button>
        </div>
        <p role="status">{working && words.opening}</p>
      </fieldset>
    </form>
  )
}

/** The digits in seven groups. Only a picture of the field above: screen readers have the field. */
function Groups({ code, wrong }: { readonly code: string; readonly wrong: number | null }): JSX.Element {
  const digits = code.replace(/[０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\D/g, '')
  return (
    <ol class="code small" aria-hidden="true">
      {Array.from({ length: GROUPS }, (_, index) => (
        <li key={index} class={wrong === index + 1 ? 'wrong' : undefined}><small>{fill(small.group, { group: index + 1 })}</small>{digits.slice(index * 4, index * 4 + 4) || '·'}</li>
      ))}
    </ol>
  )
}
