/** Languages: what the check of the county says of a dictionary, what it writes, and what the English pages that were built say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyOfCounty } from '../support/county.ts'
import { language } from '#contract/county/language.en.ts'
import { form } from '#contract/county/form.en.ts'
import { events } from '#contract/county/events.en.ts'
import { events as chineseEvents } from '#contract/county/events.ts'
import { units } from '#contract/county/units.en.ts'
import { units as chineseUnits } from '#contract/county/units.ts'
import { fill } from '#contract/rules/fill.ts'
import { status } from '#contract/county/status.en.ts'
import { status as chineseStatus } from '#contract/county/status.ts'

let county: ReturnType<typeof copyOfCounty>
beforeEach(() => {
  county = copyOfCounty()
})
afterEach(() => county.dispose())

const written = (name: string) => readFileSync(join(county.root, 'worker/contract/county', `${name}.ts`), 'utf8')

describe('a dictionary that is wrong gets one sentence', () => {
  it.for([
    ['form/report.en.yaml', '  next: Next\n', '', 'content/form/report.en.yaml：buttons 的 next 没有写，中文是“下一步”；补上这一句，或者在 languages.yaml 里去掉 en 的 complete。'],
    ['form/report.en.yaml', '  next: Next\n', '  next: Next\n  nexxt: Next\n', 'content/form/report.en.yaml：buttons 的 nexxt 这个键中文里没有；删掉，或者看看是不是写错了字。'],
    ['form/report.en.yaml', 'Step {step} of {steps}', 'Step {step}', 'content/form/report.en.yaml：progress 里要填的是{step}，中文里是{step}、{steps}；改成和中文一样。'],
    ['form/report.en.yaml', 'Step {step} of {steps}', 'Step {stop} of {steps}', 'content/form/report.en.yaml：progress 里的 {stop} 没有东西可填；只能用 {max}、{n}、{found}、{unit}、{units}、{township}、{destinations}、{step}、{steps}、{due}、{number}。'],
    ['form/status.en.yaml', 'name: Found true', 'name: true', 'content/form/status.en.yaml：substantiated 的 name 写了“true”，应当是文字；用引号括起来。'],
    ['county/names.en.yaml', 'short: Heping (和平镇), ', '', 'content/county/names.en.yaml：units 的 t-heping 的 short 没有写；补上，或者在 languages.yaml 里去掉 en 的 complete。'],
    ['county/names.en.yaml', '  t-heping:', '  t-hepin:', 'content/county/names.en.yaml：units 的 t-hepin 不在本县的表里；删掉，或者看看是不是写错了字。'],
    ['form/languages.yaml', 'tag: en-GB', 'tag: en_GB', 'content/form/languages.yaml：en 的 tag 写了“en_GB”，不是语言代码；改成像 en-GB 这样的代码。'],
    ['form/languages.yaml', '- { id: en,', '- { id: xx,', 'content/county/names.en.yaml：languages.yaml 里没有 en；在那里加一行，或者把文件挪走。'],
    ['form/languages.yaml', '- { id: en,', '- { id: api,', 'content/form/languages.yaml：api 是本站别的页面的网址；换一个代码，像 en、ug、bo。'],
  ] as const)('%s without “%s”', ([file, before, after, sentence]) => {
    county.change(file, before, after)
    expect(county.complaint()).toBe(sentence)
  })
})

describe('a language that is not complete', () => {
  it('shows the Chinese sentence where its own is missing, and every other of its own', () => {
    county.change('form/languages.yaml', '- { id: en, name: English, called: 英文, tag: en-GB, dir: ltr, complete: true }', '- { id: en, name: English, called: 英文, tag: en-GB, dir: ltr }')
    county.change('form/report.en.yaml', '  next: Next\n', '')
    county.change('county/names.en.yaml', 'short: Heping (和平镇), ', '')
    expect(county.complaint()).toBeNull()
    expect(written('form.en')).toMatch(/"next": "下一步",\s+"back": "Back"/)
    expect(written('units.en')).toContain('"short": "和平镇"')
    expect(written('units.en')).toContain('"short": "Qingshi (青石乡)"')
  })

  it('joins by its line alone', () => {
    county.change('form/languages.yaml', '- { id: en,', '- { id: ug, name: ئۇيغۇرچە, called: 维文, tag: ug-CN, dir: rtl }\n- { id: en,')
    expect(county.complaint()).toBeNull()
    expect(written('track.ug')).toBe(written('track'))
    expect(written('language.ug')).toContain('"dir": "rtl"')
    expect(readdirSync(join(county.root, 'worker/contract/county')).filter((file) => file.endsWith('.ug.ts'))).toHaveLength(24)
  })
})

describe('English', () => {
  it('says what Chinese says: the same units, clocks and steps that a reporter may see', () => {
    expect(language).toMatchObject({ id: 'en', dir: 'ltr', complete: true })
    expect(units.map(({ id, kind }) => [id, kind])).toEqual(chineseUnits.map(({ id, kind }) => [id, kind]))
    expect(Object.entries(status).map(([state, { clock }]) => [state, clock])).toEqual(Object.entries(chineseStatus).map(([state, { clock }]) => [state, clock]))
    expect(Object.entries(events).map(([kind, { reporter }]) => [kind, reporter === undefined])).toEqual(Object.entries(chineseEvents).map(([kind, { reporter }]) => [kind, reporter === undefined]))
    expect(form.title).toBe('Report a danger')
  })

  it('says who found what in a sentence, not by the name of a state', () => {
    const say = (result: 'substantiated' | 'partly' | 'unfounded' | 'indeterminate') => fill(events.found.reporter ?? '', { unit: 'Housing', result: status[result].found ?? null })
    expect((['substantiated', 'partly', 'unfounded', 'indeterminate'] as const).map(say)).toEqual([
      'Housing found the report true', 'Housing found the report partly true', 'Housing did not find what was reported', 'Housing could not make out whether the report is true',
    ])
    expect(fill(events['review-decided'].reporter ?? '', { unit: 'Fire', reason: 'It was wrong.', result: status.partly.found ?? null })).toBe('Fire looked at the result again: It was wrong. It found the report partly true.')
  })
})

const client = resolve(process.env['ANSHAO_OUT'] ?? 'dist', 'client')
const PAGES = ['en', 'en/report', 'en/track', 'en/ask']

/** What a page says, without its scripts and the names in brackets. */
function linesOf(page: string): string[] {
  const html = readFileSync(join(client, `${page}.html`), 'utf8').replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>| (?:props|data-[\w-]+)="[^"]*"/g, '')
  const attributes = [...html.matchAll(/\s(?:aria-label|title|alt|placeholder|content)="([^"]*)"/g)].map((match) => match[1] ?? '')
  return [...html.replace(/<a[^>]*hreflang="zh-CN"[^>]*>[^<]*<\/a>/g, '').split(/<[^>]+>/), ...attributes].map((line) => line.replace(/\([^()]*\)/g, '').trim()).filter((line) => line !== '')
}

describe('the English pages', () => {
  it.for(PAGES)('/%s says it is English and has no Chinese but names in brackets and the way back', (page) => {
    expect(existsSync(client), `no build in ${client}`).toBe(true)
    expect(readFileSync(join(client, `${page}.html`), 'utf8')).toMatch(/^<!DOCTYPE html><html lang="en-GB" dir="ltr"/i)
    const lines = linesOf(page)
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.filter((line) => /\p{Script=Han}/u.test(line))).toEqual([])
  })

  it('and Chinese ones lead to each other', () => {
    for (const [chinese, english] of [['report', '/en/report'], ['track', '/en/track'], ['ask', '/en/ask'], ['emergency', '/en'], ['emergency/fire', '/en/fire']] as const) {
      expect(readFileSync(join(client, `${chinese}.html`), 'utf8'), chinese).toContain(`href="${english}" hreflang="en-GB"`)
      expect(readFileSync(join(client, `${english.slice(1)}.html`), 'utf8'), english).toContain(`href="/${chinese}" hreflang="zh-CN"`)
    }
  })

  it('bring no words of the Chinese form into the browser, nor the Chinese form English ones', () => {
    const scripts = (page: string) => {
      const seen = new Set<string>()
      const visit = (name: string) => {
        if (seen.has(name) || !existsSync(join(client, '_astro', name))) return
        seen.add(name)
        for (const match of readFileSync(join(client, '_astro', name), 'utf8').matchAll(/["'`](?:\.\/|\/?_astro\/)([\w.-]+\.js)["'`]/g)) visit(match[1] ?? '')
      }
      for (const match of readFileSync(join(client, page), 'utf8').matchAll(/_astro\/([\w.-]+\.js)"/g)) visit(match[1] ?? '')
      return [...seen].map((name) => readFileSync(join(client, '_astro', name), 'utf8')).join('\n')
    }
    for (const page of ['report', 'track']) {
      const [chinese, english] = [scripts(`${page}.html`), scripts(`en/${page}.html`)]
      expect(chinese.includes('没有送出去'), page).toBe(true)
      expect(english.includes('It was not sent'), page).toBe(true)
      expect(/没有送出去|没有登录成功|决定受不受理|下一步|消防救援/.exec(english)?.[0], page).toBeUndefined()
      expect(/It was not sent|report desk decides|Fire and Rescue/i.exec(chinese)?.[0], page).toBeUndefined()
    }
  })
})
