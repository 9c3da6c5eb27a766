/** The sub-path that the build was made for, '' at the root. site/astro.config.ts has it written in; the Worker's own tests run at the root. */
export const BASE = typeof ANSHAO_SUB_PATH === 'undefined' ? '' : ANSHAO_SUB_PATH
declare const ANSHAO_SUB_PATH: string | undefined

/** The path below `base`; null for an address outside of it. `base` is '' or '/safety'. */
export function innerPath(url: string, base = BASE): string | null {
  const { pathname } = new URL(url)
  if (base === '') return pathname
  return pathname === base ? '/' : pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : null
}

/** The same request as if the site lay at the root, which is where the contract's paths begin. */
export function at(path: string, request: Request): Request {
  const address = new URL(request.url)
  if (address.pathname === path) return request
  address.pathname = path
  return new Request(address, request)
}
