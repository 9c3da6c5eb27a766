/** `test` with a pair of eyes on every page, and other people with browsers of their own. */
import { expect as plain, test as base, type BrowserContext, type Page, type Request } from '@playwright/test'
import { PATIENCE, portal } from './place.ts'

/** Sees every page of the test: what went wrong in it, and what left it. */
export class Eyes {
  readonly faults: string[] = []
  readonly requests: Request[] = []
  private readonly forgiven: RegExp[] = []

  watch(context: BrowserContext): void {
    context.on('request', (request) => {
      if (/^(data|blob|about|chrome-error):/.test(request.url())) return
      this.requests.push(request)
      if (!request.url().startsWith(`${portal()}/`)) this.faults.push(`another host was asked: ${request.url()}`)
    })
    context.on('console', (message) => {
      if (message.type() === 'error' && !isRefusal(message.text(), message.location().url)) this.faults.push(`console: ${message.text()}`)
    })
    context.on('weberror', (fault) => this.faults.push(`page: ${fault.error().message}`))
  }

  /** Faults that this test brings about on purpose. */
  forgive(pattern: RegExp): void {
    this.forgiven.push(pattern)
  }

  get seen(): string[] {
    return this.faults.filter((fault) => !this.forgiven.some((pattern) => pattern.test(fault)))
  }
}

/** Chromium writes a line for every answer ≥ 400. For the API these are answers like others: 401 says that nobody is signed in. */
const isRefusal = (text: string, url: string) => text.startsWith('Failed to load resource: the server responded') && url.startsWith(`${portal()}/api/`)

interface Fixtures {
  readonly eyes: Eyes
  /** Somebody else, with a browser of their own: nothing of the first person's cookies, storage or memory. */
  readonly another: () => Promise<Page>
}

export const test = base.extend<Fixtures>({
  eyes: [
    async ({ context }, use) => {
      const eyes = new Eyes()
      eyes.watch(context)
      await use(eyes)
      expect(eyes.seen).toEqual([])
    },
    { auto: true },
  ],
  another: async ({ browser, eyes }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext()
      contexts.push(context)
      eyes.watch(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})

/** As patient where no runner says how much: in a test with a portal of its own. */
export const expect = plain.configure({ timeout: PATIENCE })
