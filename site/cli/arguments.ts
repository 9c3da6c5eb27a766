/** The words after a command: `--name value`, repeated or comma-separated for lists, and the rest in order. */
import { fail } from './print.ts'

export interface Words {
  readonly rest: readonly string[]
  /** The last value of an option, or undefined. */
  one(name: string): string | undefined
  /** Every value of an option; commas part them too. */
  all(name: string): string[]
  /** Every value of an option as it was given: names of files, which may hold commas. */
  each(name: string): readonly string[]
  /** The value of an option that must be there. */
  need(name: string): string
}

/** Options not in `known` are an error, so that a slip of the pen is not taken for silence. */
export function readWords(words: readonly string[], known: readonly string[]): Words {
  const rest: string[] = []
  const given = new Map<string, string[]>()
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (!word.startsWith('--')) {
      rest.push(word)
      continue
    }
    const [name = '', inline] = splitOnce(word.slice(2))
    if (!known.includes(name)) fail('invalid', `没有 --${name} 这个选项。可用的：${known.map((one) => `--${one}`).join(' ') || '无'}`)
    const value = inline ?? words[(at += 1)]
    if (value === undefined) fail('invalid', `--${name} 后面要有值。`)
    given.set(name, [...(given.get(name) ?? []), value])
  }
  const all = (name: string) => (given.get(name) ?? []).flatMap((value) => value.split(',')).filter((value) => value !== '')
  return { rest, one: (name) => given.get(name)?.at(-1), all, each: (name) => given.get(name) ?? [], need: (name) => given.get(name)?.at(-1) ?? fail('invalid', `要写明 --${name}。`) }
}

/** The one argument of a command that takes JSON; without it, or where it is none, the command ends with how it is used. */
export function readJson(text: string | undefined, usage: string): unknown {
  if (text === undefined) return fail('invalid', usage)
  try {
    return JSON.parse(text)
  } catch {
    return fail('invalid', `这不是 JSON。${usage}`)
  }
}

const splitOnce = (text: string): [string, string?] => {
  const at = text.indexOf('=')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

const DEFAULT_BASE = `http://127.0.0.1:${process.env['PORT'] ?? 8787}`

/** Where the portal is: --url, or this machine. */
export function baseOf(words: Words): string {
  const base = words.one('url') ?? DEFAULT_BASE
  return URL.canParse(base) ? base : fail('invalid', '--url 要是完整的网址，例如 http://127.0.0.1:8787')
}
