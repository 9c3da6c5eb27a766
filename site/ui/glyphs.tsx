import type { ComponentChildren } from 'preact'
import type { Glyph } from './glyph-names.ts'

/** Pictures inside the signs, in 24 × 24: filled with the sign's own ink, holes by even-odd. */
export const GLYPHS = {
  flame: <path d="M13 1c1 5 7 7 7 14a8 8 0 0 1-16 0c0-4 2-6 4-9 .5 2 1 3 2.5 4C11 7 11 4 13 1Zm-1 12c-2 2-3 3-3 5a3 3 0 0 0 6 0c0-2-2-3-3-5Z" />,
  pick: <path d="M3 8C8 1 16 1 21 8c-3-2-5-3-7.5-3.2L14 23h-4l.5-18.2C8 5 6 6 3 8Z" />,
  crane: <path d="M6 1h3v3h13v3h-2v7h-2V7H9v13h4v3H2v-3h4ZM16.5 14h5v3.5h-5Z" />,
  factory: <path d="M2 22V11l6-4v4l6-4v4l3-2 1-8h3l1 21Zm4-7v3h3v-3Zm6 0v3h3v-3Z" />,
  exit: <path d="M11 1a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM8 7h6l3 4h4v2.5h-5.3l-1.5-2-1.2 4 4 3.5V23h-3v-3.5L10 16l-1.5 4.5H2V18h4.5l2-7.5H7L5.5 14H3l2-5Z" />,
  car: <path d="M5 5h14l3 7v7h-2v2h-3v-2H7v2H4v-2H2v-7Zm1.7 2.5L5 12h14l-1.7-4.5ZM5 14v2.5h3V14Zm11 0v2.5h3V14Z" />,
  home: <path d="M12 2 23 12h-3v10h-6v-7h-4v7H4V12H1Z" />,
  people: <path d="M8 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6Zm8 0a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM3 21v-7a3 3 0 0 1 3-3h4a3 3 0 0 1 2 .8 3 3 0 0 1 2-.8h4a3 3 0 0 1 3 3v7h-7.5v-5h-3v5Z" />,
  school: <path d="M12 2 23 7.5 12 13 1 7.5ZM5 11.5l7 3.5 7-3.5V17c-2 2.5-4.5 3.5-7 3.5S7 19.5 5 17Z" />,
  gear: <path fill-rule="evenodd" d="m10 1-.7 3-2.6 1.5L4 4 1.5 8 4 10v3.5L1.5 16 4 20l2.7-1.3L9.3 20l.7 3h4l.7-3 2.6-1.3L20 20l2.5-4-2.5-2.5V10l2.5-2L20 4l-2.7 1.5L14.7 4 14 1Zm2 7a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z" />,
  leaf: <path d="M21 2C8 3 3 8 4 16l-2 5 2 1 2-4c9 1 14-5 15-16ZM8 15c2-4 4-6 8-8-3 3-5 5-6 8Z" />,
  speak: <path d="M2 3h20v14H12l-6 5v-5H2Zm4 4v2.5h12V7Zm0 4.5V14h8v-2.5Z" />,
  lock: <path d="M7 10V7a5 5 0 0 1 10 0v3h3v13H4V10Zm3 0h4V7a2 2 0 0 0-4 0Zm.5 5v4h3v-4Z" />,
  look: <path d="M10 2a8 8 0 0 1 6.4 12.7L23 21.3 21.3 23l-6.6-6.6A8 8 0 1 1 10 2Zm0 3a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z" />,
  phone: <path d="M6 1 2 4c0 10 8 18 18 19l3-4-6-5-3 2.5C11 15 9 13 7.5 10L10 7Z" />,
  hand: <path d="M10 1h2.5v9h1V2.5H16V11h1V5h2.5v11c0 4-3 7-7 7-3 0-5-1-6.5-4L2 12l2-1.5 3.5 4V4H10Z" />,
  check: <path d="M9.5 20 1.5 12 4.5 9l5 5L20 3.5l3 3Z" />,
  alert: <path d="M10 2h4.5l-.7 12h-3.1ZM10 17h4.5v4.5H10Z" />,
  paper: <path d="M4 1h11l5 5v17H4Zm4 9v2.5h8V10Zm0 5v2.5h8V15Z" />,
} as const satisfies Record<Glyph, ComponentChildren>
