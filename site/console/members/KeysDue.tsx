import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { listKeysDue } from '#contract/unit-key.ts'
import { useConsole } from '../context.ts'
import { unitNames } from '../words.ts'

/** Units that somebody left and that still use the key he knows. `after`: looked up anew when it changes. */
export function KeysDue({ after }: { readonly after: unknown }): JSX.Element | null {
  const { session } = useConsole()
  const [units, setUnits] = useState<readonly string[]>([])
  useEffect(() => void session.tools.call(listKeysDue, {}, {}).then((answer) => answer.ok && setUnits(answer.value.units)), [session, after])
  if (units.length === 0) return null
  return (
    <div class="notice warn">
      <p><strong>该换钥匙的单位：{unitNames(units)}。</strong>有人从那里离开了。请那边的同事在“同事”里换，再把公开卡片拿来公布。</p>
    </div>
  )
}
