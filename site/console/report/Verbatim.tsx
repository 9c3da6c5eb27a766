import type { JSX } from 'preact'
import { hasHiddenMarks } from '../words.ts'

/**
 * Somebody's words exactly as written: line breaks kept, markup only text, and direction marks kept from reaching the rest of the page
 * (Unicode UAX #9, isolates). Where such marks are in it, that is said: they can make a sentence look like another.
 */
export function Verbatim({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      <p class="verbatim" dir="auto">{text}</p>
      {hasHiddenMarks(text) && <p class="quiet small">这段话里有看不见的控制字符（零宽、改变方向的），照原样显示，没有改动。</p>}
    </>
  )
}
