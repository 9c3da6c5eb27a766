import { language } from '#contract/county/language.ts'

/** Where a page of the reporting path, named by its Chinese path, stands in a language: /report → /en/report, /emergency/fire → /en/fire. */
export const pathIn = (id: string, path: string): string => (id === 'zh' ? path : `/${id}${path.replace(/^\/emergency/, '')}`)

/** The same in the language of this page. */
export const here = (path: string): string => pathIn(language.id, path)
