/** Puts a stylesheet into the page, once. For what is not needed before somebody touches the page: Astro links every imported one up front. */
export function addSheet(href: string): void {
  if (document.querySelector(`link[href="${href}"]`) !== null) return
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
}
