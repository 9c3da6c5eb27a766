/** A page that only cleans: the cleaning thread as a browser gets it, in a real Chromium, from a server that has nothing else. */
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { findChromium } from '../chromium.ts'
import { serveFolder } from '../drive-editor.ts'

const root = resolve(import.meta.dirname, '../../..')

export interface CleaningPage {
  readonly page: Page
  /** Everything that was asked for over the network. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

export async function openCleaningPage(): Promise<CleaningPage> {
  const out = join(root, '.test', `clean-${process.pid}`)
  await build({ root, configFile: false, logLevel: 'error', publicDir: false, build: { outDir: out, target: 'es2020', lib: { entry: join(root, 'site/evidence/clean/thread.ts'), formats: ['es'], fileName: () => 'thread.js' } } })
  const { server, base } = await serveFolder(out)
  const browser = await chromium.launch({ executablePath: process.env['ANSHAO_CHROMIUM'] ?? (await findChromium()), args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'] })
  const page = await browser.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.route('**/empty', (route) => route.fulfill({ body: '<!doctype html><title>a</title>', contentType: 'text/html' }))
  await page.goto(`${base}/empty`)
  return {
    page,
    asked,
    close: async () => {
      await browser.close()
      server.close()
      rmSync(out, { recursive: true, force: true })
    },
  }
}

