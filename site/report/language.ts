import { language } from '#contract/county/language.ts'
import { languages } from '#contract/county/languages.ts'

/** What the answer should be written in: the language of the page; on the Chinese one, English for a text without a single Chinese character. */
export function languageOf(body: string): string {
  if (language.id !== 'zh') return language.id
  return !/\p{Script=Han}/u.test(body) && languages.some(({ id }) => id === 'en') ? 'en' : 'zh'
}
