/** What has the focus may go away with what was done: a button gives way to another, a form is sent, a row leaves its list. */
import { useEffect } from 'preact/hooks'

const HEADINGS = 'h1, h2, h3, h4'

/**
 * Whenever what had the focus is taken out of the page and nobody moved the focus on purpose, it goes to what stood around it: the row, or the
 * heading of the part, or of the page. From a button that brought more rows of a list, to the first of them: they push it out of sight. In the same task, so that the next Tab goes on from there and a screen reader says where one is.
 * Never to a control: whoever holds Enter down would press that too.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    /** What had the focus, and all that it stood in, from the inside out. */
    let around: readonly Element[] = []
    const isNowhere = () => document.activeElement === null || document.activeElement === document.body
    const remember = ({ target }: FocusEvent) => {
      around = target instanceof Element ? withAncestors(target) : []
    }
    const keep = (changes: readonly MutationRecord[]) => {
      const [last, ...outside] = around
      if (last === undefined || (document.activeElement !== last && !(isNowhere() && !last.isConnected))) return
      const left = outside.find((one) => one.isConnected) ?? document.body
      const brought = last.matches('.more') ? firstBrought(changes, left) : null
      if (brought !== null) focusOn(brought)
      else if (!last.isConnected) focusOn(placeIn(left))
    }
    // A press on nothing takes the focus away on purpose.
    const forget = () => {
      if (isNowhere()) around = []
    }
    const watch = new MutationObserver(keep)
    watch.observe(document.body, { childList: true, subtree: true })
    addEventListener('focusin', remember)
    addEventListener('click', forget, true)
    return () => {
      watch.disconnect()
      removeEventListener('focusin', remember)
      removeEventListener('click', forget, true)
    }
  }, [])
}

function withAncestors(element: Element): Element[] {
  const all: Element[] = []
  for (let one: Element | null = element; one !== null; one = one.parentElement) all.push(one)
  return all
}

/** The first row that came into this part of the page just now. */
function firstBrought(changes: readonly MutationRecord[], left: Element): Element | null {
  const brought = changes.flatMap(({ addedNodes }) => [...addedNodes]).find((node) => node instanceof Element && node.matches('tr, li') && left.contains(node))
  return brought instanceof Element ? (brought.querySelector('td') ?? brought) : null
}

/** Of what is left: its row if it stands in one, else the heading of its part. */
function placeIn(left: Element): Element {
  const part = left.closest('section, article, aside, main') ?? document.querySelector('main') ?? document.body
  const row = left.closest('li, td')
  if (row !== null && part.contains(row)) return row
  return part.querySelector(HEADINGS) ?? part
}

function focusOn(place: Element): void {
  if (!(place instanceof HTMLElement)) return
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1
  place.focus()
}
