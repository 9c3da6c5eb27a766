import type { ComponentChildren, JSX } from 'preact'
import { FIELDS, PLACES, Sign, type Shape } from '../ui/Sign.tsx'
import type { Glyph } from '../ui/glyph-names.ts'
import type { Picture } from './picture-names.ts'

/** A sign with one of the site's glyphs or one of the posters' own pictures. */
export function BigSign({ shape, glyph, size }: { readonly shape: Shape; readonly glyph: Glyph | Picture; readonly size: number }): JSX.Element {
  if (!isPicture(glyph)) return <Sign shape={shape} size={size} glyph={glyph} />
  return (
    <svg class="sign" viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" focusable="false">
      {FIELDS[shape]}
      <g class={`glyph on-${shape}`} transform={PLACES[shape]}>{PICTURES[glyph]}</g>
      {shape === 'circle' && <path class="bar" d="M10.5 10.5 37.5 37.5" />}
    </svg>
  )
}

const isPicture = (name: Glyph | Picture): name is Picture => name in PICTURES

/** In 24 × 24 like site/ui/glyphs.tsx. */
const PICTURES: Readonly<Record<Picture, ComponentChildren>> = {
  swimmer: <path d="M17.5 4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2ZM2 13.5 9 9 6.5 6.2 8.6 4l8.2 7.6-3.2 2.6-2.2-2L7 15.4ZM1 17c2-1.8 3.7-1.8 5.5 0s3.7 1.8 5.5 0 3.7-1.8 5.5 0 3.5 1.8 5.5 0v3.2c-2 1.8-3.7 1.8-5.5 0s-3.7-1.8-5.5 0-3.7 1.8-5.5 0-3.5-1.8-5.5 0Z" />,
  pit: <path d="M1 8h6v12h10V8h6v3h-3v12H4V11H1ZM12 1.5a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8ZM9.8 7h4.4l1.8 5.5-1.6.6-1-2V18h-1.1v-4h-.6v4h-1.1v-6.9l-1 2-1.6-.6Z" />,
  bike: <path d="M5.5 12a5 5 0 1 1 0 10 5 5 0 0 1 0-10Zm0 2.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM18.5 12a5 5 0 1 1 0 10 5 5 0 0 1 0-10Zm0 2.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM14 2h4.2l2.3 8.2-2.3.7L17 7l-4.4 8.5H8.7L6.5 9H4V6.6h4.3l2.2 6 3.7-7.2.9-.9H14Z" />,
  blast: <path d="m12 0 2.5 6L19.5 2.5 18 8.5 24 10l-5 3 3.5 5-6-1L15 24l-3-5.5L7.5 23 7 17l-6 .5L5 13 0 9.5l6-1L4.5 2.5 9.5 6Z" />,
  cylinder: <path d="M9 1h6v3h1.5v2.5A5 5 0 0 1 19 11v12H5V11a5 5 0 0 1 2.5-4.5V4H9Zm-1 11v3h8v-3Z" />,
  helmet: <path d="M2 16A10 10 0 0 1 8 7v6h1.700V5.5h4.600V13H16V7a10 10 0 0 1 6 9h1.5v3.5H.5V16Z" />,
  bus: <path d="M3 3h18v16h-2v3h-3v-3H8v3H5v-3H3Zm2.5 2.5V12h13V5.5Zm0 9v2.5h3v-2.5Zm10 0v2.5h3v-2.5Z" />,
}
