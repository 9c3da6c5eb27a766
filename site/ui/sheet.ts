/** Puts a stylesheet into the page, once; one that does not come leaves, so that it is asked for again. For what is not needed before somebody touches the page: Astro links every imported one up front. */
export function addSheet(href: string): HTMLLinkElement {
  const there = document.querySelector<HTMLLinkElement>(`link[href="${href}"]`)
  if (there !== null) return there
  const link: HTMLLinkElement = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onerror: () => link.remove() })
  document.head.append(link)
  return link
}
