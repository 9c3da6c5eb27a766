/** A command's cookies, kept between commands in a file that only its owner can read, so that one sign-in serves for several. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CookieJar } from '../api/call.ts'

/** `file` null keeps them in memory. */
export function cookieJar(file: string | null): CookieJar & { clear(): void } {
  const cookies = new Map<string, string>(file === null ? [] : readPairs(file))
  const save = () => {
    if (file === null) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify([...cookies]), { mode: 0o600 })
  }
  return {
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    store(lines) {
      for (const line of lines) {
        const [pair = '', ...rest] = line.split(';')
        const at = pair.indexOf('=')
        if (rest.some((word) => /^\s*max-age=0$/i.test(word))) cookies.delete(pair.slice(0, at))
        else cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
      if (lines.length > 0) save()
    },
    clear() {
      cookies.clear()
      save()
    },
  }
}

function readPairs(file: string): [string, string][] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as [string, string][]
  } catch {
    return [] // No file yet, or one that a crash cut short: sign in anew.
  }
}
