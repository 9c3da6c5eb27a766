/**
 * The key ceremony. Run on an official's own machine: private halves are written to files there and go nowhere else.
 *   npm run keys -- make --to FOLDER       fresh keys for every unit of content/county/units.yaml
 *   npm run keys -- make-demonstration     content/county/keyring.json of the demonstration county, whose secrets are public
 *   npm run keys -- administrator NAME     the invitation of the first administrator: SQL to run once, and the code to hand over
 * One JSON value on stdout; a failure exits 1 with { "error": { code, message } } on stderr.
 */
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { toBase64Url } from '#contract/bytes.ts'
import { Profile, Unit } from '#contract/county-schema.ts'
import { MemberName } from '#contract/ids.ts'
import { Keyring } from '#contract/public.ts'
import { readChecked } from '../county/read.ts'
import { makeIdentity, recipientOf } from '../crypto/age.ts'
import { demonstrationKeyring } from '../crypto/demonstration.ts'
import { randomBytes } from '../crypto/derive.ts'
import { verifyKeyOf } from '../crypto/sign.ts'
import { todayIn } from '../ui/today.ts'
import { readWords } from './arguments.ts'
import { inviteFirstAdministrator } from './local/administrator.ts'
import { fail, printResult } from './print.ts'

const ROOT = realpathSync(fileURLToPath(new URL('../..', import.meta.url)))
const KEYRING = 'content/county/keyring.json'
const USAGE = '用法：npm run keys -- make --to 文件夹 ｜ npm run keys -- make-demonstration ｜ npm run keys -- administrator 代号'

async function run(args: string[]): Promise<object> {
  const words = readWords(args, ['to'])
  const [verb, ...more] = words.rest
  const to = words.one('to')
  if (verb === 'administrator' && more.length === 1 && to === undefined) return inviteAdministrator(more[0] ?? '')
  if (more.length > 0) fail('invalid', `多余的词：${more.join(' ')}。${USAGE}`)
  if (verb === 'make-demonstration' && to === undefined) return makeDemonstration()
  if (verb === 'make' && to !== undefined) return makeCounty(to)
  return fail('invalid', USAGE)
}

async function inviteAdministrator(name: string) {
  if (!MemberName.safeParse(name).success) fail('invalid', '代号用小写字母、数字和连字号，字母开头。')
  const { timezone } = readChecked(ROOT, 'content/county/profile.yaml', Profile)
  return inviteFirstAdministrator(name, todayIn(timezone))
}

async function makeDemonstration() {
  const path = join(ROOT, KEYRING)
  if (existsSync(path) && !readChecked(ROOT, KEYRING, Keyring).demonstration) fail('conflict', `${path} 是正式的公钥册，演示公钥册不能覆盖它。`)
  const units = unitIds()
  writeFileSync(path, jsonText(await demonstrationKeyring(units)))
  return { keyring: path, demonstration: true, version: 1, units }
}

async function makeCounty(to: string) {
  const folder = outsideTree(to)
  const county = readChecked(ROOT, 'content/county/profile.yaml', Profile).id
  const units = unitIds()
  const keyringPath = join(folder, 'keyring.json')
  const pathOf = (unit: string) => join(folder, `${unit}.private.json`)
  const taken = [keyringPath, ...units.map(pathOf)].find((path) => existsSync(path))
  if (taken !== undefined) fail('conflict', `${taken} 已经存在。不覆盖任何钥匙；请换一个空文件夹。`)

  const made = await Promise.all(units.map(makeUnit))
  const holders = Object.fromEntries(made.map(({ unit, open }) => [unit, open]))
  const keyring: Keyring = { demonstration: false, versions: [{ version: 1, holders }], revoked: [] }
  makeFolder(folder)
  for (const { unit, secret, open } of made) writeNew(pathOf(unit), { county, unit, version: 1, ...secret, ...open }, 0o600)
  writeNew(keyringPath, keyring, 0o644)
  return { keyring: keyringPath, demonstration: false, version: 1, units, private: units.map(pathOf) }
}

/** Its parent must exist: a mistyped path to a USB stick must not become a folder on the machine's own disk. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (cause) {
    fail('unavailable', `建不了文件夹 ${folder}（${reasonOf(cause)}）。`)
  }
}

/** 'wx': even a file that appeared since `make` looked is never overwritten. */
function writeNew(path: string, value: object, mode: number): void {
  try {
    writeFileSync(path, jsonText(value), { flag: 'wx', mode })
  } catch (cause) {
    fail('unavailable', `写不了 ${path}（${reasonOf(cause)}）。这一次做的钥匙不完整，请删掉这个文件夹里的文件重做。`)
  }
}

const reasonOf = (cause: unknown) => (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown')

async function makeUnit(unit: string) {
  const identity = await makeIdentity()
  const signSeed = randomBytes(32)
  return {
    unit,
    secret: { identity, sign: toBase64Url(signSeed) },
    open: { recipient: await recipientOf(identity), verify: verifyKeyOf(signSeed) },
  }
}

/** The folder as an absolute path. Private keys inside the working tree would sooner or later be committed, so none is written there. */
function outsideTree(to: string): string {
  const folder = realPath(resolve(process.env['INIT_CWD'] ?? '.', to))
  const fromRoot = relative(ROOT, folder)
  const isOutside = isAbsolute(fromRoot) || fromRoot === '..' || fromRoot.startsWith(`..${sep}`)
  if (!isOutside) fail('invalid', `${folder} 在项目文件夹里。私钥不能放在这里；请选项目以外的文件夹，例如 U 盘。`)
  return folder
}

/** With links followed as far as the path exists. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPath(dirname(path)), relative(dirname(path), path))
}

const unitIds = () => readChecked(ROOT, 'content/county/units.yaml', z.array(Unit)).map((unit) => unit.id)

const jsonText = (value: object) => `${JSON.stringify(value, null, 2)}\n`

try {
  printResult(await run(process.argv.slice(2)))
} catch (fault) {
  fail('invalid', fault instanceof Error ? fault.message : String(fault))
}
