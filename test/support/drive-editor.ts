/** A browser on the editor's page. The folder that an editor would pick is the browser's own private file system, filled with the repository's content: the picker alone cannot be driven without a screen. */
import { createServer, type Server } from 'node:http'
import { globSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findChromium } from './chromium.ts'
import { ROOT } from './content.ts'

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }

/** Serves a folder as the portal does: /edit is edit.html. */
export async function serveFolder(folder: string): Promise<{ server: Server; base: string }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/[?#].*/, '')
    try {
      const bytes = readFileSync(join(folder, path === '/edit' ? 'edit.html' : path))
      response.setHeader('Content-Type', path === '/edit' ? 'text/html; charset=utf-8' : (TYPES[extname(path)] ?? 'application/octet-stream')).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return { server, base: `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}` }
}

/** What went wrong, and every host that was asked. */
export interface Heard { readonly errors: string[]; readonly hosts: Set<string> }

export async function openEditor(base: string): Promise<{ page: Page; heard: Heard; close: () => Promise<void> }> {
  const browser = await chromium.launch({ executablePath: process.env['ANSHAO_CHROMIUM'] ?? (await findChromium()), args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } })
  const heard: Heard = { errors: [], hosts: new Set() }
  page.on('console', (message) => message.type() === 'error' && heard.errors.push(message.text()))
  page.on('pageerror', (fault) => heard.errors.push(fault.message))
  page.on('request', (request) => /^https?:/.test(request.url()) && heard.hosts.add(new URL(request.url()).host))
  await page.addInitScript(() => {
    Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() })
  })
  const files = globSync('content/**/*.{md,yaml}', { cwd: ROOT }).map((path) => [path, readFileSync(join(ROOT, path), 'utf8')] as const)
  await page.route('**/seed', (route) => route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }))
  await page.goto(`${base}/seed`)
  await page.evaluate(fillFolder, files)
  await page.goto(`${base}/edit`)
  return { page, heard, close: () => browser.close() }
}

async function fillFolder(files: (readonly [string, string])[]): Promise<void> {
  const top = await navigator.storage.getDirectory()
  await top.getDirectoryHandle('.git', { create: true })
  for (const [path, text] of files) {
    const names = path.split('/')
    let folder = top
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true })
    const writable = await (await folder.getFileHandle(names.at(-1) ?? '', { create: true })).createWritable()
    await writable.write(text)
    await writable.close()
  }
}

/** A file of the picked folder as it is now. */
export const readPicked = (page: Page, path: string): Promise<string> => page.evaluate(async (path) => {
  const names = path.split('/')
  let folder = await navigator.storage.getDirectory()
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name)
  return (await (await folder.getFileHandle(names.at(-1) ?? '')).getFile()).text()
}, path)
