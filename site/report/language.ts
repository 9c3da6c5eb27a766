/** What the answer should be written in: English for a text without a single Chinese character. */
export const languageOf = (body: string): 'zh' | 'en' => (/\p{Script=Han}/u.test(body) ? 'zh' : 'en')
