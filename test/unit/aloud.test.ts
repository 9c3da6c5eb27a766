/** How long one breath of reading aloud is, and whose voice reads. What is read in which order: test/e2e/aloud.spec.ts. */
import { describe, expect, it } from 'vitest'
import { breathe } from '../../site/aloud/text.ts'
import { chooseVoice } from '../../site/aloud/voice.ts'

describe('one breath', () => {
  it('is a paragraph, if it is short', () => {
    expect(breathe('  先断电。\n    再救人。 ')).toEqual(['先断电。 再救人。'])
  })

  it('ends with a sentence, at 200 characters at most, and loses nothing', () => {
    const sentence = `${'电'.repeat(89)}。`
    expect(breathe(sentence.repeat(5))).toEqual([sentence.repeat(2), sentence.repeat(2), sentence])
    const endless = '水'.repeat(450)
    expect(breathe(`${sentence}${endless}`).map(({ length }) => length)).toEqual([90, 200, 200, 50])
    expect(breathe(`他说：“${sentence}”${sentence}${sentence}`).join('')).toBe(`他说：“${sentence}”${sentence}${sentence}`)
  })

  it('is not drawn for nothing', () => {
    expect(breathe(' \n ')).toEqual([])
    expect(breathe('——。')).toEqual([])
  })
})

const voice = (lang: string, localService = true) => ({ lang, localService })

describe('the voice', () => {
  it.for([
    ['zh', ['en-US', 'zh-HK', 'zh-TW', 'zh-CN'], 'zh-CN'], ['zh', ['en_US', 'zh_CN'], 'zh_CN'], ['zh', ['zh-HK', 'cmn-Hans-CN'], 'cmn-Hans-CN'],
    ['zh', ['en-US', 'zh-HK'], 'zh-HK'], ['zh', ['en-US', 'ja-JP'], undefined], ['en', ['zh-CN', 'en-AU', 'en-GB'], 'en-GB'], ['en', ['zh-CN'], undefined],
  ] as const)('for %s, of %j, is %s', ([language, langs, chosen]) => {
    expect(chooseVoice(langs.map((lang) => voice(lang)), language)?.lang).toBe(chosen)
  })

  it('is never one that sends the words to its maker', () => {
    expect(chooseVoice([voice('zh-CN', false)], 'zh')).toBeUndefined()
    expect(chooseVoice([voice('zh-CN', false), voice('zh-TW')], 'zh')?.lang).toBe('zh-TW')
  })
})
