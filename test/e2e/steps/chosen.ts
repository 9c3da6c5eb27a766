/** Files on the disk of whoever chooses them on a page. What they are called must turn up nowhere. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SAMPLES } from '../../support/evidence/samples.ts'
import { HOME } from './place.ts'
import { wrote } from './typed.ts'

export function onDisk(name: string, bytes: Uint8Array | string): string {
  wrote('word', name)
  const folder = resolve(HOME, 'chosen')
  mkdirSync(folder, { recursive: true })
  const file = join(mkdtempSync(join(folder, 'by-')), name)
  writeFileSync(file, bytes)
  return file
}

/** A sample under a name that a phone or an office gives. */
export const sampleAs = async (name: string, sample: string): Promise<string> => onDisk(name, (await SAMPLES[sample]?.()) ?? '')
