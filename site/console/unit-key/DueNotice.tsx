import type { JSX } from 'preact'
import { useUnitKey } from './use-unit-key.ts'

/** On every screen of a unit that somebody left who knows its key, until a change has been made. */
export function DueNotice({ section }: { readonly section: string }): JSX.Element | null {
  const { standing } = useUnitKey()
  if (standing === null || !standing.due || standing.pending !== null || section === 'colleagues') return null
  return (
    <section class="notice warn keys" aria-label="该换单位钥匙">
      <p><strong>有人离开了本单位，单位的钥匙该换了。</strong>在“<a href="#colleagues">同事</a>”里换，几秒钟的事，以前的件照样打得开。</p>
    </section>
  )
}
