/** A file on its way from the form, and what arrives of it. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page, Request } from '@playwright/test'
import { evidenceWords } from '#contract/county/evidence.ts'
import { onDisk } from './chosen.ts'
import { next, openForm, writeUntil, type Words } from './citizen.ts'
import { HOME, portal } from './place.ts'
import { expect } from './test.ts'

const { pick } = evidenceWords

export const PARTS = '**/api/uploads/*/parts/*'
export const isOf = (operation: RegExp) => (request: Request): boolean => operation.test(new URL(request.url()).pathname)
export const [isUpload, isPart, isFiling] = [isOf(/^\/api\/uploads/), isOf(/\/parts\/\d+$/), isOf(/^\/api\/reports$/)] as const

/** A paper of so many bytes that nobody can clean, of chance. */
export function paper(name: string, size: number): { path: string; bytes: Buffer } {
  const bytes = randomBytes(size)
  bytes.fill(1, 0, 8) // No first bytes of any kind.
  return { path: onDisk(name, bytes), bytes }
}

/** On the last screen, with one file chosen. */
export async function readyToSend(page: Page, path: string, tip: Words): Promise<void> {
  await openForm(page)
  await writeUntil(page, tip, 'files')
  await page.getByLabel(pick.choose).setInputFiles(path)
  await expect(page.getByText(evidenceWords.left.kind)).toBeVisible({ timeout: 60_000 })
  await next(page)
  await writeUntil(page, tip, 'send', 'avoid')
}

/** What the unit gets of a report's only file. */
export function fetched(reference: string, name: string): Buffer {
  const folder = resolve(HOME, 'line', name)
  const out = execFileSync(process.execPath, ['--import', './site/cli/ready.ts', 'site/cli/staff.ts', 'desk01', 'evidence', reference, '--to', folder, '--reason', 'for-court', '--url', portal()], { encoding: 'utf8' })
  expect((JSON.parse(out) as { evidence: unknown[] }).evidence).toMatchObject([{ holds: true }])
  return readFileSync(resolve(folder, readdirSync(folder)[0] ?? ''))
}
