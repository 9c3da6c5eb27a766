import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Archive } from '#contract/archive.ts'
import { sayDay } from '#contract/rules/day.ts'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { Conversation } from '../report/Conversation.tsx'
import { History } from '../report/History.tsx'
import { Plain } from '../report/Plain.tsx'
import { Said } from '../report/Said.tsx'
import type { UnsealedReport } from '../report/unseal.ts'
import type { Check } from './check.ts'
import { openArchive } from './open.ts'

const MARKS: Record<Check['standing'], string> = { good: '✓ ', bad: '✗ ', open: '－ ' }
const SAID: Record<Check['standing'], string> = { good: '对得上：', bad: '对不上：', open: '还不能定：' }

/** What holds of an archive, line by line; and, for a unit that has the key, what is in it. */
export function Checked({ archive, checks }: { readonly archive: Archive; readonly checks: readonly Check[] }): JSX.Element {
  const { session } = useConsole()
  const [opened, setOpened] = useState<UnsealedReport | null | undefined>(undefined)
  const good = checks.every(({ standing }) => standing !== 'bad')
  return (
    <>
      <div class={good ? 'notice act' : 'notice stop'}>
        <Sign shape={good ? 'square' : 'triangle'} glyph={good ? 'check' : 'alert'} size={56} />
        <div>
          <p><strong>{archive.receipt.reference} 的档案，{sayDay(archive.day, '')}导出，{good ? '没有发现改动。' : '有对不上的地方，不能当真。'}</strong></p>
        </div>
      </div>
      <ul class="plain checks">
        {checks.map(({ what, standing, words }) => (
          <li key={what} class={standing}><span aria-hidden="true">{MARKS[standing]}</span><span class="sr-only">{SAID[standing]}</span>{words}</li>
        ))}
      </ul>
      {session.unitKeys !== null && opened === undefined && <p><button type="button" class="button" onClick={() => void openArchive(session, archive).then(setOpened)}>用本单位的钥匙打开看</button></p>}
      {opened === null && <p class="error">这份档案的格式这一页不认识，打不开。</p>}
      {opened != null && <article class="report"><Said unsealed={opened} /><Plain unsealed={opened} /><Conversation unsealed={opened} /><History unsealed={opened} /></article>}
    </>
  )
}
