/**
 * The pages of the reporting path in every language, from the same files. Whatever reaches the county's words is built once more for each
 * further language, under a path that is no file: `site/report/ReportForm.tsx` is `site/in-en/report/ReportForm.tsx` there, and in it
 * `#contract/county/form.ts` is `form.en.ts`. So a page carries one language, and no code knows how many there are. (ADR 0021)
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** What a path in another language is made of. */
const IN = /^(.*\/(?:site|worker))\/in-([a-z]{2,3})(\/.*)$/
/** What knows no words, or is so much that every language shares it; and the county's name as one says it on the telephone, which stays Chinese. */
const SHARED = /\/node_modules\/|\/site\/learn\/in-county\.ts$|\/site\/(?:crypto|api)\/|\/site\/ui\/(?:link|today|Choice)\.tsx?$/
const COUNTY = /\/worker\/contract\/county\/[\w-]+\.ts$/

/** `test` of what a browser's first chunk holds, which has words in it: all of it comes in each language. */
export function inLanguage(root: string, languages: readonly string[], first: RegExp): Plugin {
  const isTranslated = (file: string): boolean => languages.some((language) => existsSync(file.replace(/\.ts$/, `.${language}.ts`)))
  const speaks = findSpeakers(root, isTranslated)
  const spoken = (id: string, language: string): string => {
    const [file = '', query] = id.split('?')
    const rest = query === undefined ? '' : `?${query}`
    if (COUNTY.test(file)) {
      const own = file.replace(/\.ts$/, `.${language}.ts`)
      return (existsSync(own) ? own : file) + rest
    }
    const ours = file.startsWith(`${root}site/`) || file.startsWith(`${root}worker/contract/`)
    if (!ours || SHARED.test(file) || !/\.(?:tsx?|astro)$/.test(file) || !(first.test(file) || speaks(file))) return id
    const [part = ''] = file.slice(root.length).split('/')
    return `${root}${part}/in-${language}/${file.slice(root.length + part.length + 1)}${rest}`
  }
  return {
    name: 'anshao:in-language',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const direct = source.startsWith('.') && importer !== undefined ? resolve(dirname(importer), source) : source
      if (IN.test(direct.split('?')[0] ?? '') && !IN.test(importer ?? '')) return direct
      if (IN.test(source.split('?')[0] ?? '')) return source
      const [, part, language, rest] = IN.exec(importer?.split('?')[0] ?? '') ?? []
      if (language === undefined) return null
      const resolved = await this.resolve(source, `${part}${rest}`, { ...options, skipSelf: true })
      if (resolved === null || resolved.external !== false) return resolved
      return { ...resolved, id: spoken(resolved.id, language) }
    },
    load(id) {
      const [file = '', query = ''] = id.split('?')
      const [, part, , rest] = IN.exec(file) ?? []
      if (part === undefined || /(?:^|&)astro(?:&|=|$)/.test(query)) return null
      this.addWatchFile(`${part}${rest}`)
      return readFileSync(`${part}${rest}`, 'utf8')
    },
  }
}

/** Whether a file of ours reaches a word of the county's, by whatever way. */
function findSpeakers(root: string, isTranslated: (file: string) => boolean): (file: string) => boolean {
  const known = new Map<string, boolean>()
  const speaks = (file: string): boolean => {
    const before = known.get(file)
    if (before !== undefined) return before
    known.set(file, false)
    const found = existsSync(file) && importsOf(root, file).some((one) => (COUNTY.test(one) ? isTranslated(one) : !SHARED.test(one) && speaks(one)))
    known.set(file, found)
    return found
  }
  return speaks
}

function importsOf(root: string, file: string): string[] {
  const named = [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+\.(?:tsx?|astro))'/g)].map((match) => match[1] ?? '')
  return named.flatMap((name) => (name.startsWith('#contract/') ? [join(root, 'worker/contract', name.slice(10))] : name.startsWith('.') ? [resolve(dirname(file), name)] : []))
}
