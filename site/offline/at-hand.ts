/** On /offline: the pages that this device has kept, by their titles. */

/** Fills the list from the cache that it names, and lets the button below empty it. Imports nothing: without a network nothing more would come. */
export async function listAtHand(list: HTMLElement, forget: HTMLElement): Promise<void> {
  const name = list.dataset['atHand'] ?? ''
  if (!('caches' in window) || !(await caches.has(name))) return
  forget.addEventListener('click', () => {
    void caches.delete(name)
    list.replaceChildren()
    list.hidden = forget.hidden = true
  })
  const cache = await caches.open(name)
  for (const request of await cache.keys()) {
    const answer = await cache.match(request)
    const title = /<title>([^<]*?)(?: · [^<]*)?<\/title>/.exec(answer?.headers.get('content-type')?.startsWith('text/html') === true ? await answer.text() : '')?.[1]
    if (title !== undefined) list.append(item(new URL(request.url).pathname, title))
  }
  list.hidden = forget.hidden = list.childElementCount === 0
}

function item(path: string, title: string): HTMLLIElement {
  const entry = document.createElement('li')
  const anchor = document.createElement('a')
  anchor.href = path
  anchor.textContent = title
  entry.append(anchor)
  return entry
}
