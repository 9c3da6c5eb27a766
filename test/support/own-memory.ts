/** What processes take of the machine's memory, by the kernel's own count. */
import { readdirSync, readFileSync } from 'node:fs'

export interface Process {
  /** As the kernel shortens it. */
  readonly name: string
  readonly command: string
}

/** Bytes of their own, shared libraries not counted, of the processes below that one which count. */
export function ownMemoryBelow(root: string, counts: (one: Process) => boolean): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      const field = (key: string) => new RegExp(`^${key}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? ''
      return [{ pid, parent: field('PPid'), name: field('Name'), own: Number(field('RssAnon')) * 1024, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }]
    } catch {
      return [] // It ended while we looked.
    }
  })
  const below = (parent: string): typeof all => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)])
  return below(root).filter(counts).reduce((sum, { own }) => sum + own, 0)
}

/** Of this process's browsers, what their pages take. */
export const renderersOf = (): number => ownMemoryBelow(String(process.pid), ({ command }) => command.includes('--type=renderer'))
