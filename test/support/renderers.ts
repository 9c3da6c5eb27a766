/** What the pages of a browser take of the machine's memory: all renderer processes below this one, by the kernel's own count. */
import { readdirSync, readFileSync } from 'node:fs'

/** Bytes of their own, shared libraries not counted. */
export function renderersOf(): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      const field = (key: string) => new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? '0'
      return [{ pid, parent: field('PPid'), own: Number(field('RssAnon')) * 1024, renders: readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer') }]
    } catch {
      return [] // It ended while we looked.
    }
  })
  const below = (parent: string): typeof all => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)])
  return below(String(process.pid)).filter(({ renders }) => renders).reduce((sum, { own }) => sum + own, 0)
}
