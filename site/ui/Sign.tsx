import type { ComponentChildren, JSX } from 'preact'
import type { Glyph } from './glyph-names.ts'
import { GLYPHS } from './glyphs.tsx'

/** The four shapes of GB 2894 / ISO 7010: know of a danger · forbidden · must do · way out and help. */
export type Shape = 'triangle' | 'circle' | 'disc' | 'square'

interface Props {
  readonly shape: Shape
  readonly glyph?: Glyph
  /** Edge in px. */
  readonly size?: number
}

/** A safety sign. Always beside words that say the same, so hidden from screen readers. Its colours are the sign's own and stay in the dark. */
export function Sign({ shape, glyph, size = 48 }: Props): JSX.Element {
  return (
    <svg class="sign" viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" focusable="false">
      {FIELDS[shape]}
      {glyph !== undefined && (
        <g class={`glyph on-${shape}`} transform={PLACES[shape]}>
          {GLYPHS[glyph]}
        </g>
      )}
      {shape === 'circle' && <path class="bar" d="M10.5 10.5 37.5 37.5" />}
    </svg>
  )
}

export const FIELDS: Record<Shape, ComponentChildren> = {
  triangle: <path class="field-warn" d="M24 5.5 44 41H4Z" />,
  circle: <circle class="field-stop" cx="24" cy="24" r="19.5" />,
  disc: <circle class="field-tell" cx="24" cy="24" r="22" />,
  square: <rect class="field-act" x="2" y="2" width="44" height="44" rx="4" />,
}

/** Glyphs are drawn in 24 × 24; each shape has its own room for one. */
export const PLACES: Record<Shape, string> = {
  triangle: 'translate(14.5 18.5) scale(.79)',
  circle: 'translate(12 12)',
  disc: 'translate(10 10) scale(1.167)',
  square: 'translate(9 9) scale(1.25)',
}

/** The mark of 安哨: a whistle cut out of the square. */
export function Mark({ size = 40 }: { readonly size?: number }): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" focusable="false">
      <path fill-rule="evenodd" d={`M6 2H42A4 4 0 0 1 46 6V42A4 4 0 0 1 42 46H6A4 4 0 0 1 2 42V6A4 4 0 0 1 6 2Z${WHISTLE}`} />
    </svg>
  )
}

/** Chamber, mouthpiece and window of the whistle; the pea is square again. */
const WHISTLE =
  'M19 17H41V25.5H31.2A12.2 12.2 0 1 1 19 17Z' +
  'M25.5 17H30.5L28 21.5Z' +
  'M19 25.4A3.8 3.8 0 1 0 19 33A3.8 3.8 0 1 0 19 25.4Z' +
  'M9 12.5 12 15.6 13.7 13.9 10.7 10.8ZM17.8 8.5V12.7H20.2V8.5ZM27 10.8 24.3 13.9 26 15.6 29 12.5Z'
