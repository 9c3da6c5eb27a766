/** On /offline: the pages that this device has kept, by their titles. */
const READ = 'anshao-read'

export async function listAtHand(list: HTMLElement): Promise<void> {
  if (!('caches' in window) || !(await caches.has(READ))) return
  const cache = await caches.open(READ)
  for (const request of await cache.keys()) {
    const answer = await cache.match(request)
    const title = /<title>([^<]*?)(?: · [^<]*)?<\/title>/.exec(answer?.headers.get('content-type')?.startsWith('text/html') === true ? await answer.text() : '')?.[1]
    if (title !== undefined) list.append(item(new URL(request.url).pathname, title))
  }
  list.hidden = list.childElementCount === 0
}

function item(path: string, title: string): HTMLLIElement {
  const entry = document.createElement('li')
  const anchor = document.createElement('a')
  anchor.href = path
  anchor.textContent = title
  entry.append(anchor)
  return entry
}
