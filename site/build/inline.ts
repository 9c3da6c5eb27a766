/** Hashes for the page's policy of scripts that stand in the page as they were written. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** `'sha256-…'` of the one inline script of an Astro file. Throws if there is none on a line of its own. */
export function inlineHash(file: string): `sha256-${string}` {
  const script = /^<script is:inline[^>]*>([^<]+)<\/script>$/m.exec(readFileSync(file, 'utf8'))?.[1]
  if (script === undefined) throw new Error(`${file} has no inline script of its own lines`)
  return `sha256-${createHash('sha256').update(script).digest('base64')}`
}
