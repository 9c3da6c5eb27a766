/** Leaving at once. Shared by the button in the masthead and by the islands, which ask before any other way out. */
let leaving = false

/** True once the reader has asked to leave at once: nothing may ask again. */
export const isLeaving = (): boolean => leaving

/** Blanks the page, then replaces it, so that neither a slow network nor the back button shows it. */
export function leave(to: string): void {
  leaving = true
  document.title = ''
  document.documentElement.hidden = true
  document.body.replaceChildren()
  location.replace(to)
}

/** Wires every `[data-leave]` link, and Esc pressed twice within a second and a half. */
export function watchForLeaving(): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-leave]')
  if (link === null) return
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave(link.href)
  })
  let last = -Infinity
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat) return
    if (event.timeStamp - last < 1500) leave(link.href)
    last = event.timeStamp
  })
  // Some browsers bring a left page back whole from memory: then it must be a fresh one.
  addEventListener('pageshow', (event) => {
    if (event.persisted && leaving) location.reload()
  })
}
