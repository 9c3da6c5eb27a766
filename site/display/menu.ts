/** Wires the buttons of ViewChoices.astro, wherever they stand on the page. */
import { addSheet } from '../ui/sheet.ts'
import { chooseView, readViews, VIEW_KEY } from './view.ts'

const root = document.documentElement
const buttons = document.querySelectorAll<HTMLButtonElement>('.view-choices button')

function show(views: string): void {
  if (views === '') delete root.dataset['view']
  else root.dataset['view'] = views
  const chosen: readonly string[] = readViews(views)
  for (const button of buttons) {
    const choice = button.value
    button.setAttribute('aria-pressed', String(choice === 'plain' ? chosen.length === 0 : chosen.includes(choice)))
  }
}

/** A browser may forbid keeping anything: then the choice holds for this page. */
function keep(views: string): void {
  try {
    if (views === '') localStorage.removeItem(VIEW_KEY)
    else localStorage.setItem(VIEW_KEY, views)
  } catch {
    return
  }
}

function kept(): string {
  try {
    return readViews(localStorage.getItem(VIEW_KEY)).join(' ')
  } catch {
    return root.dataset['view'] ?? ''
  }
}

for (const button of buttons) {
  button.addEventListener('click', () => {
    const views = chooseView(root.dataset['view'], button.value)
    keep(views)
    show(views)
  })
}

// The strip under the head goes away with the focus, or with a touch elsewhere.
const strip = document.querySelector<HTMLDetailsElement>('details.view')
const closeFor = ({ target }: Event) => {
  if (strip !== null && target instanceof Node && !strip.contains(target)) strip.open = false
}
for (const sign of ['focusin', 'pointerdown']) document.addEventListener(sign, closeFor)

// The browser may bring this page back from memory, after a choice on another.
addEventListener('pageshow', ({ persisted }) => persisted && show(kept()))
// Early.astro has put it in already for those who come with a choice.
addSheet(document.querySelector<HTMLElement>('[data-sheet]')?.dataset['sheet'] ?? '')
show(kept())
for (const choices of document.querySelectorAll<HTMLElement>('.view-choices')) choices.hidden = false
