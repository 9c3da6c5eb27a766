/** Where keys are read and written. Private files go to folders outside the tree, for their owner's eyes, and are never overwritten. */
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { Profile, Unit } from '#contract/county-schema.ts'
import { Keyring } from '#contract/public.ts'
import { readChecked } from '../../county/read.ts'
import { KeyFile } from '../../crypto/rotation.ts'
import { todayIn } from '../../ui/today.ts'
import { fail } from '../print.ts'

const ROOT = realpathSync(fileURLToPath(new URL('../../..', import.meta.url)))
const KEYRING = 'content/county/keyring.json'

export const keyringPath = join(ROOT, KEYRING)
export const readKeyring = (): Keyring => readChecked(ROOT, KEYRING, Keyring)
export const hasKeyring = (): boolean => existsSync(keyringPath)
export const writeKeyring = (keyring: Keyring): void => writeFileSync(keyringPath, jsonText(keyring))
export const countyUnits = () => readChecked(ROOT, 'content/county/units.yaml', z.array(Unit))
export const countyProfile = () => readChecked(ROOT, 'content/county/profile.yaml', Profile)
export const today = (): string => todayIn(countyProfile().timezone)

/** A path as whoever typed the command means it. */
const typed = (path: string) => resolve(process.env['INIT_CWD'] ?? '.', path)

/** The folder as an absolute path. Private keys inside the working tree would sooner or later be committed, so none is written there. */
export function outsideTree(to: string): string {
  const folder = realPath(typed(to))
  const fromRoot = relative(ROOT, folder)
  const isOutside = isAbsolute(fromRoot) || fromRoot === '..' || fromRoot.startsWith(`..${sep}`)
  if (!isOutside) fail('invalid', `${folder} 在项目文件夹里。私钥不能放在这里；请选项目以外的文件夹，例如 U 盘。`)
  return folder
}

/** With links followed as far as the path exists. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPath(dirname(path)), relative(dirname(path), path))
}

/** Ends the command when one of them is there already. */
export function refuseTaken(paths: readonly string[]): void {
  const taken = paths.find((path) => existsSync(path))
  if (taken !== undefined) fail('conflict', `${taken} 已经存在。不覆盖任何钥匙；请换一个空文件夹。`)
}

/** Its parent must exist: a mistyped path to a USB stick must not become a folder on the machine's own disk. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (cause) {
    fail('unavailable', `建不了文件夹 ${folder}（${reasonOf(cause)}）。`)
  }
}

/** 'wx': even a file that appeared since the command looked is never overwritten. */
export function writeNew(path: string, value: object | string, mode: number): void {
  try {
    writeFileSync(path, typeof value === 'string' ? value : jsonText(value), { flag: 'wx', mode })
  } catch (cause) {
    fail('unavailable', `写不了 ${path}（${reasonOf(cause)}）。这一次做的钥匙不完整，请删掉这个文件夹里的文件重做。`)
  }
}

/** A file's text; the command ends when it cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(typed(path), 'utf8')
  } catch (cause) {
    return fail('not_found', `读不了 ${path}（${reasonOf(cause)}）。看看 U 盘插好没有、文件名对不对。`)
  }
}

export const isThere = (path: string): boolean => existsSync(typed(path))

/** A file of this shape, or the command ends with `words`. */
export function readShaped<S extends z.ZodMiniType>(path: string, schema: S, words: string): z.output<S> {
  const parsed = schema.safeParse(jsonOf(readText(path)))
  return parsed.success ? parsed.data : fail('invalid', `${path} ${words}`)
}

/** A unit's private key file. Another county's is refused. */
export function readKeyFile(path: string): z.output<typeof KeyFile> {
  const file = readShaped(path, KeyFile, '不是单位钥匙文件。文件名里有“private”，是做钥匙、换钥匙时存下的。')
  if (file.county !== undefined && file.county !== countyProfile().id) fail('invalid', `${path} 是别的县的钥匙。`)
  return file
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // The schema refuses it, like any other text of another shape.
  }
}

const reasonOf = (cause: unknown) => (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown')
const jsonText = (value: object) => `${JSON.stringify(value, null, 2)}\n`
