/** A stranger's words as a page of their own, for a frame with every right taken from it. No DOM. */

/** Its one style. Its hash stands in the policy of /staff (site/pages/staff.astro): the frame inherits that policy. */
export const FRAME_STYLE = ':root{color-scheme:light dark;font:16px/1.7 system-ui,sans-serif}body{margin:16px}pre{margin:0;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** For `srcdoc`. Its own policy on top of the page's: nothing is fetched, nothing runs. */
export const frameOf = (text: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>文字</title><style>${FRAME_STYLE}</style><body><pre>${escaped(text)}</pre></body></html>`

/** For `style-src` of the page that holds the frame. */
export async function frameStyleHash(): Promise<`sha256-${string}`> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(FRAME_STYLE))
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
}
