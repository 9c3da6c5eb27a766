import type { JSX } from 'preact'
import { stateName } from '../words.ts'
import type { UnsealedReport } from '../report/unseal.ts'

/** Which reports this one is worked on with, and whose reporter has still to be told the result. Nothing where there is none. */
export function MergeNote({ unsealed: { report: { merge: { into, with: others, untold } } } }: { readonly unsealed: UnsealedReport }): JSX.Element | null {
  if (into === null && others.length === 0) return null
  const name = (reference: string | null) => (reference === null ? '一件本单位没有拿着的' : reference)
  const waiting = others.filter((other) => other.untold)
  return (
    <div class={untold || waiting.length > 0 ? 'notice warn' : 'notice'}>
      {into !== null && <p>和更早的 {name(into.reference)} 并案办理，那一件现在：{stateName(into.state)}。{untold && '那一件有了结论，还没有转告这一件的举报人。'}</p>}
      {others.length > 0 && <p>并到这里的：{others.map(({ reference }) => name(reference)).join('、')}。{waiting.length > 0 && `还没有转告结论的：${waiting.map(({ reference }) => name(reference)).join('、')}，打开那一件转告，这一件才能办结。`}</p>}
    </div>
  )
}
