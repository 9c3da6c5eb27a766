import { profile } from '#contract/county/profile.ts'

/** site/public/_headers reaches stored pages only; a page that the Worker answers itself gets the same here. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** A page of Astro's, whose headers cannot be changed in place. `address`: where it was asked for. */
export const guarded = (page: Response, address: string): Response => guard(new Response(page.body, page), address)

/** A page of our own, which keeps its length: a text browser speaks HTTP/1.0 and cannot read pieces. */
export function guard(answer: Response, address: string, onion = profile.portal.onion): Response {
  for (const [name, value] of Object.entries(HEADERS)) answer.headers.set(name, value)
  // Beside the page's own policy: each is enforced.
  answer.headers.append('Content-Security-Policy', "frame-ancestors 'none'")
  if (onion !== undefined) answer.headers.set('Onion-Location', onion + new URL(address).pathname)
  return answer
}
