/** The built site as pages with their links, for tests that walk it. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface BuiltPage {
  /** As a browser asks for it: '/learn/law'. */
  readonly path: string
  readonly html: string
  readonly ids: ReadonlySet<string>
  /** Addresses inside this site, with what stands behind the #. */
  readonly links: readonly { readonly path: string; readonly fragment: string }[]
}

const attributes = (html: string, name: string): string[] => [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => unescape(match[1] ?? ''))
const unescape = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&#38;', '&')

/** `client`: the folder of built assets. Pages for editors are not the public's. */
export function readBuiltPages(client: string): ReadonlyMap<string, BuiltPage> {
  const files = globSync('**/*.html', { cwd: client }).filter((file) => !file.startsWith('edit'))
  return new Map(files.map((file) => {
    const path = `/${file.replace(/(?:(?:^|\/)index)?\.html$/, '')}`
    const html = readFileSync(join(client, file), 'utf8')
    const body = html.replace(/<script[\s\S]*?<\/script>/g, '')
    const links = attributes(body, 'href').filter((to) => /^[/#]/.test(to) && !to.startsWith('//')).map((to) => {
      const [where = '', fragment = ''] = to.split('#')
      return { path: where === '' ? path : where, fragment: decodeURIComponent(fragment) }
    })
    return [path, { path, html, ids: new Set(attributes(body, 'id')), links }] as const
  }))
}

/** Whether something that is no page lies there: a style, a picture, a feed. */
export const isFile = (client: string, path: string): boolean => /\.\w+$/.test(path) && existsSync(join(client, path))
