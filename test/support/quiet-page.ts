/**
 * A page in a real Chromium that nobody watches but by asking it: for measuring what it takes of memory. Playwright has the browser keep what every request brought, up to a
 * hundred megabytes of it in the page's own process.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface QuietPage {
  /** The value of an expression in the page; a promise is waited for. */
  readonly ask: <T>(expression: string) => Promise<T>
  /** Asks until it is true. */
  readonly until: (expression: string, milliseconds?: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** `folder`: the browser's own, to be deleted afterwards. `first`: a script that runs before any of the page's. */
export async function openQuietPage(chromium: string, folder: string, address: string, first = ''): Promise<QuietPage> {
  const browser = spawn(chromium, ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--lang=zh-CN', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const send = await connect(await listening(browser))
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  await send('Page.enable', {}, sessionId)
  await send('Page.addScriptToEvaluateOnNewDocument', { source: first }, sessionId)
  await send('Page.navigate', { url: address }, sessionId)
  const ask = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await send<{ result: { value: T }; exceptionDetails?: { exception?: { description?: string } } }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true }, sessionId)
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`)
    return result.value
  }
  const until = async (expression: string, milliseconds = 60_000): Promise<void> => {
    const end = Date.now() + milliseconds
    while (!(await ask<boolean>(`Boolean(${expression})`).catch(() => false))) {
      if (Date.now() > end) throw new Error(`in vain: ${expression}\n${await ask<string>('document.body.innerText')}`)
      await new Promise((next) => setTimeout(next, 50))
    }
  }
  const close = async () => {
    const ended = once(browser, 'exit')
    browser.kill('SIGTERM')
    await ended
  }
  return { ask, until, close }
}

async function listening({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('no browser')
  for await (const line of createInterface({ input: stderr })) {
    const address = /^DevTools listening on (\S+)/.exec(line)?.[1]
    if (address !== undefined) return (stderr.resume(), address)
  }
  throw new Error('the browser ended')
}

type Send = <T>(method: string, params: object, sessionId?: string) => Promise<T>

async function connect(address: string): Promise<Send> {
  const socket = new WebSocket(address)
  await once(socket, 'open')
  const waiting = new Map<number, { done: (result: never) => void; failed: (fault: Error) => void }>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data)) as { id?: number; result: never; error?: { message: string } }
    if (id === undefined) return
    if (error === undefined) waiting.get(id)?.done(result)
    else waiting.get(id)?.failed(new Error(error.message))
    waiting.delete(id)
  })
  let last = 0
  return (method, params, sessionId) => new Promise((done, failed) => {
    waiting.set((last += 1), { done, failed })
    socket.send(JSON.stringify({ id: last, method, params, ...(sessionId !== undefined && { sessionId }) }))
  })
}
