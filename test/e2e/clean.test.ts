/** The samples through the cleaning thread of a real Chromium: nothing planted survives, and pictures, films and sounds still open there and look the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { survivors } from '../support/evidence/planted.ts'
import { openCleaningPage, type CleaningPage } from '../support/evidence/chromium-page.ts'
import { fileOf, RECORDINGS, SAMPLES } from '../support/evidence/samples.ts'
import { PICTURES } from '../support/evidence/pictures.ts'
import { clean } from '../../site/evidence/clean/clean.ts'

let opened: CleaningPage
beforeAll(async () => {
  opened = await openCleaningPage()
})
afterAll(async () => {
  await opened.close()
})

const sampleOf = async (name: string): Promise<Buffer> => (await SAMPLES[name]?.()) ?? Buffer.alloc(0)

/** Runs in the page: one file through a thread of its own. */
async function inThread(base64: string): Promise<{ cleaned: string; left: string[] } | { failed: string }> {
  const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
  const thread = new Worker('/thread.js', { type: 'module' })
  const answer = await new Promise<{ cleaned?: { bytes: Blob; left: { code: string }[] }; failed?: string }>((done, fail) => {
    thread.addEventListener('message', ({ data }) => done(data))
    thread.addEventListener('error', ({ message }) => fail(new Error(message)))
    thread.postMessage({ id: 1, file: new File([bytes], 'a') }, [])
  })
  thread.terminate()
  if (answer.cleaned === undefined) return { failed: answer.failed ?? '' }
  const out = new Uint8Array(await answer.cleaned.bytes.arrayBuffer())
  return { cleaned: btoa(Array.from(out, (one) => String.fromCharCode(one)).join('')), left: answer.cleaned.left.map(({ code }) => code) }
}

/** Runs in the page: size and a digest of the colours as shown, or why not. */
async function look(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
  try {
    const picture = await createImageBitmap(new Blob([bytes]))
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    const context = canvas.getContext('2d')
    context?.drawImage(picture, 0, 0)
    const pixels = context?.getImageData(0, 0, picture.width, picture.height).data ?? new Uint8ClampedArray()
    return `${picture.width}x${picture.height} ${[...new Uint8Array(await crypto.subtle.digest('SHA-256', pixels))].slice(0, 8).join('.')}`
  } catch (fault) {
    return String(fault)
  }
}

/** Runs in the page: what a player makes of it. */
async function play(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
  const video = document.createElement('video')
  const url = URL.createObjectURL(new Blob([bytes]))
  const said = await new Promise<string>((done) => {
    video.addEventListener('canplay', () => done(`plays ${video.videoWidth}x${video.videoHeight} ${Number.isFinite(video.duration) ? video.duration.toFixed(1) : 'open'}`))
    video.addEventListener('error', () => done('no'))
    video.src = url
  })
  URL.revokeObjectURL(url)
  return said
}

describe('in a real browser', () => {
  it('each sample comes out of the thread as it does out of the command, and asks nobody for anything', async () => {
    for (const name of Object.keys(SAMPLES)) {
      const made = await sampleOf(name)
      const answer = await opened.page.evaluate(inThread, made.toString('base64'))
      if ('failed' in answer) throw new Error(`${name}: ${answer.failed}`)
      const bytes = Buffer.from(answer.cleaned, 'base64')
      expect(survivors(bytes), name).toEqual([])
      const here = await clean(fileOf('a', made))
      // Ogg numbers each stream by chance.
      if (here.kind === 'ogg') expect(bytes.length, name).toBe(here.bytes.size)
      else expect(bytes.equals(Buffer.from(await here.bytes.arrayBuffer())), name).toBe(true)
      expect(answer.left, name).toEqual(here.left.map(({ code }) => code))
    }
    expect(opened.asked.filter((url) => !/^http:\/\/127\.0\.0\.1:\d+\/(?:empty|[\w-]+\.js)$/.test(url))).toEqual([])
  })

  it.for(Object.keys(PICTURES).filter((name) => !name.endsWith('.heic')))('%s looks the same, colour by colour, and the same way up', async (name) => {
    const made = await sampleOf(name)
    const { bytes } = await clean(fileOf(name, made))
    const [before, after] = [await opened.page.evaluate(look, made.toString('base64')), await opened.page.evaluate(look, Buffer.from(await bytes.arrayBuffer()).toString('base64'))]
    expect(before).toMatch(/^(?:64x48|48x64) /)
    expect(after).toBe(before)
  })

  it('a photograph taken upright is upright', async () => {
    const { bytes } = await clean(fileOf('upright.jpg', await sampleOf('upright.jpg')))
    expect(await opened.page.evaluate(look, Buffer.from(await bytes.arrayBuffer()).toString('base64'))).toMatch(/^48x64 /)
  })

  it.for(RECORDINGS)('%s plays as before', async (name) => {
    const made = await sampleOf(name)
    const { bytes } = await clean(fileOf(name, made))
    const [before, after] = [await opened.page.evaluate(play, made.toString('base64')), await opened.page.evaluate(play, Buffer.from(await bytes.arrayBuffer()).toString('base64'))]
    // Some Chromiums come without the codecs of MPEG.
    if (/\.(?:webm|ogg|wav|flac|mp3)$/.test(name)) expect(before).toMatch(/^plays/)
    expect(after.replace(/ [\d.]+$/, '')).toBe(before.replace(/ [\d.]+$/, ''))
  })
})
