import type { JSX } from 'preact'
import { findClues } from '../../report/clues.ts'
import { Sign } from '../../ui/Sign.tsx'
import type { UnsealedReport } from '../report/unseal.ts'

/** Before the words go to more eyes: what in them could tell who wrote them. A reminder; it cannot know what is rare in this place. */
export function ClueReminder({ unsealed: { content } }: { readonly unsealed: UnsealedReport }): JSX.Element | null {
  const words = content?.words
  if (words == null) return null
  const clues = [...new Set(findClues([words.place, words.subject, words.body].join('\n')).map((clue) => clue.words))]
  return (
    <div class="notice warn clues" role="note">
      <Sign shape="triangle" glyph="look" size={40} />
      <div>
        <p><strong>交出去之前，看看有没有能认出举报人的话。</strong></p>
        {clues.length === 0
          ? <p>没有找到姓名、电话、工号一类的字。只有他知道的事，要你自己看。</p>
          : <><p>这些话可能认得出人：</p><ul>{clues.map((clue) => <li key={clue}><bdi>{clue}</bdi></li>)}</ul></>}
      </div>
    </div>
  )
}
