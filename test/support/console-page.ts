/** A member at the console in a page that nobody watches: signed in, a report open, and hands for it. */
import { demonstrationMember } from '../../site/crypto/demonstration.ts'
import { totpAt } from '../../site/crypto/totp.ts'
import { openQuietPage, type QuietPage } from './quiet-page.ts'

/** Hands and eyes, in the page. Where to save is the page's private folder, which is a real one; `parts` are those that were fetched. */
const HANDS = `
  globalThis.showSaveFilePicker = async ({ suggestedName }) => (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true })
  globalThis.parts = []
  const fetchAsBefore = fetch
  globalThis.fetch = (...words) => {
    const found = /[/]evidence[/][0-9]+[/]parts[/]([0-9]+)$/.exec(String(words[0]))
    if (found) parts.push(Number(found[1]))
    return fetchAsBefore(...words)
  }
  globalThis.button = (name, within = '') => [...document.querySelectorAll(within + ' button')].find((one) => one.innerText.includes(name))
  globalThis.field = (name) => [...document.querySelectorAll('label')].find((one) => one.innerText.startsWith(name))?.control
  globalThis.write = (name, value) => { field(name).value = value; field(name).dispatchEvent(new Event('input', { bubbles: true })) }
  globalThis.tick = (name) => [...document.querySelectorAll('label')].find((one) => one.innerText.includes(name)).querySelector('input').click()
  globalThis.slider = () => document.querySelector('.viewer input[type=range]')
  globalThis.seek = (second) => { slider().value = String(second); slider().dispatchEvent(new Event('change', { bubbles: true })) }
  globalThis.colours = () => {
    const canvas = document.querySelector('.stage canvas')
    if (!canvas?.width) return 0
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    return new Set(Array.from({ length: 500 }, (_, at) => data[(at * 28) % data.length])).size
  }
`

/** `folder`: the browser's own. */
export async function atConsole(chromium: string, folder: string, base: string, member: string, reference: string): Promise<QuietPage> {
  const page = await openQuietPage(chromium, folder, `${base}/staff`, HANDS)
  const { passphrase, totpSecret } = await demonstrationMember(member)
  await page.until(`field('代号')`)
  for (const [name, value] of [['代号', member], ['口令', passphrase], ['动态码', totpAt(totpSecret, Date.now())]]) await page.ask(`write(${JSON.stringify(name)}, ${JSON.stringify(value)})`)
  await page.until(`field('动态码').value.length === 6 && button('登录')`)
  await page.ask(`button('登录').click()`)
  await page.until(`button('${reference}')`)
  await page.ask(`button('${reference}').click()`)
  await page.until(`document.querySelector('.tile')`)
  return page
}
