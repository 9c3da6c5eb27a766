/** Reading needs no script; doing fetches its own when somebody presses the button. */

/**
 * Wires the button inside `[data-<name>]`: `load` brings what opens the box, which gets the JSON of that attribute. A load that fails is
 * said in the button, and may be tried again.
 */
export function openOnTouch(name: string, load: () => Promise<(box: HTMLElement, props: never) => void>): void {
  for (const box of document.querySelectorAll<HTMLElement>(`[data-${name}]`)) {
    const button = box.querySelector('button')
    button?.addEventListener('click', () => {
      button.disabled = true
      load().then((open) => open(box, JSON.parse(box.dataset[name] ?? 'null') as never)).catch(() => {
        button.disabled = false
        button.textContent = '没有装上，网络好了再按一次'
      })
    })
  }
}
