import { contest } from '#contract/county/contest.ts'
import { nicknameOf, nicknameProblem } from '#contract/rules/contest.ts'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { FieldError, describedBy, TextField } from '../ui/Field.tsx'
import type { Problem } from '../ui/problem.ts'
import { NICKNAME_PROBLEMS } from './words.ts'

interface Props {
  readonly disabled: boolean
  readonly busy: boolean
  readonly onBegin: (unit: string, nickname: string) => void
}

/** Unit and nickname: all that is asked of an entrant. */
export function EnterForm({ disabled, busy, onBegin }: Props): JSX.Element {
  const [unit, setUnit] = useState('')
  const [nickname, setNickname] = useState('')
  const [tries, setTries] = useState(0)
  const problems = tries === 0 ? [] : problemsOf(unit, nickname)
  const errorAt = (field: string) => problems.find((problem) => problem.field === field)?.sentence
  const submit = (event: Event) => {
    event.preventDefault()
    setTries(tries + 1)
    if (problemsOf(unit, nickname).length === 0) onBegin(unit, nicknameOf(nickname))
  }
  return (
    <form class="contest-enter" onSubmit={submit} noValidate aria-labelledby="enter">
      <h2 id="enter">开始答题</h2>
      {problems.length > 0 && <ErrorSummary title={`有${problems.length}处要改`} sentence="改好了再按“开始答题”。" problems={problems} tries={tries} />}
      <fieldset disabled={disabled}>
        <UnitField value={unit} error={errorAt('unit')} onChange={setUnit} />
        <TextField
          id="nickname" short label="花名" hint="印在证书上用的，不要写真名、电话、证件号。排名里只有单位，没有花名。"
          error={errorAt('nickname')} value={nickname} onInput={setNickname}
        />
        <div class="actions"><button type="submit" class="button act" disabled={busy}>开始答题</button></div>
      </fieldset>
    </form>
  )
}

function problemsOf(unit: string, nickname: string): Problem[] {
  const wrong = nicknameProblem(nicknameOf(nickname))
  return [
    ...(unit === '' ? [{ field: 'unit', sentence: '还没有选单位' }] : []),
    ...(wrong === null ? [] : [{ field: 'nickname', sentence: NICKNAME_PROBLEMS[wrong] }]),
  ]
}

function UnitField({ value, error, onChange }: { readonly value: string; readonly error: string | undefined; readonly onChange: (unit: string) => void }): JSX.Element {
  return (
    <div class={error === undefined ? 'field' : 'field wrong'}>
      <label class="name" for="unit">你的单位</label>
      <FieldError id="unit" error={error} />
      <select id="unit" value={value} aria-describedby={describedBy('unit', undefined, error)} aria-invalid={error === undefined ? undefined : true} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">选一个</option>
        {contest.units.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </div>
  )
}
