/** The ways of showing a page that somebody may choose, and how the choice is kept: the only thing that this site keeps of a reader's wishes. */

/** The key in `localStorage`; Early.astro reads the same. Absent while nothing is chosen. */
export const VIEW_KEY = 'anshao.view'

export const VIEWS = ['elder', 'contrast'] as const
export type View = (typeof VIEWS)[number]

/** `kept`: views separated by spaces, as stored and as on the root element. Anything else in it is dropped. */
export const readViews = (kept: string | null | undefined): View[] => VIEWS.filter((view) => kept?.split(' ').includes(view))

/** What is chosen after pressing `choice`: a view goes on or off, `plain` ends all. */
export function chooseView(kept: string | null | undefined, choice: string | undefined): string {
  const now = readViews(kept)
  if (choice === 'plain') return ''
  return VIEWS.filter((view) => now.includes(view) !== (view === choice)).join(' ')
}
