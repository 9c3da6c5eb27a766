/**
 * The key ceremony. Run on an official's own machine: private halves are written to files there and go nowhere else.
 *   npm run keys -- make --to FOLDER       fresh keys for every unit of content/county/units.yaml
 *   npm run keys -- make-demonstration     content/county/keyring.json of the demonstration county, whose secrets are public
 * One JSON value on stdout; a failure exits 1 with { "error": { code, message } } on stderr.
 */
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { toBase64Url } from '#contract/bytes.ts'
import { Profile, Unit } from '#contract/county-schema.ts'
import { Keyring } from '#contract/public.ts'
import { makeIdentity, recipientOf } from '../crypto/age.ts'
import { demonstrationKeyring } from '../crypto/demonstration.ts'
import { randomBytes } from '../crypto/derive.ts'
import { verifyKeyOf } from '../crypto/sign.ts'

const ROOT = realpathSync(fileURLToPath(new URL('../..', import.meta.url)))
const COUNTY = join(ROOT, 'content/county')
const USAGE = '用法：npm run keys -- make --to 文件夹 ｜ npm run keys -- make-demonstration'

class Refusal extends Error {
  readonly code: string

  constructor(code: 'usage' | 'content' | 'inside' | 'exists' | 'write', message: string) {
    super(message)
    this.code = code
  }
}

async function run(args: string[]): Promise<object> {
  const { positionals, values } = parseOptions(args)
  const [verb, ...more] = positionals
  if (more.length > 0) throw new Refusal('usage', `多余的参数。${USAGE}`)
  if (verb === 'make-demonstration' && values.to === undefined) return makeDemonstration()
  if (verb === 'make' && values.to !== undefined) return makeCounty(values.to)
  throw new Refusal('usage', USAGE)
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { to: { type: 'string' } } })
  } catch {
    throw new Refusal('usage', `看不懂参数。${USAGE}`)
  }
}

async function makeDemonstration() {
  const path = join(COUNTY, 'keyring.json')
  if (existsSync(path) && !isDemonstration(path)) throw new Refusal('exists', `${path} 是正式的公钥册，演示公钥册不能覆盖它。`)
  const units = unitIds()
  writeFileSync(path, jsonText(await demonstrationKeyring(units)))
  return { keyring: path, demonstration: true, units }
}

function isDemonstration(path: string): boolean {
  const keyring = Keyring.safeParse(parse(readFileSync(path, 'utf8')))
  return keyring.success && keyring.data.demonstration
}

async function makeCounty(to: string) {
  const folder = outsideTree(to)
  const county = readYaml('profile.yaml', Profile).id
  const units = unitIds()
  const keyringPath = join(folder, 'keyring.json')
  const pathOf = (unit: string) => join(folder, `${unit}.private.json`)
  const taken = [keyringPath, ...units.map(pathOf)].find((path) => existsSync(path))
  if (taken !== undefined) throw new Refusal('exists', `${taken} 已经存在。不覆盖任何钥匙；请换一个空文件夹。`)

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
    throw new Refusal('write', `建不了文件夹 ${folder}（${reasonOf(cause)}）。`)
  }
}

/** 'wx': even a file that appeared since `make` looked is never overwritten. */
function writeNew(path: string, value: object, mode: number): void {
  try {
    writeFileSync(path, jsonText(value), { flag: 'wx', mode })
  } catch (cause) {
    throw new Refusal('write', `写不了 ${path}（${reasonOf(cause)}）。这一次做的钥匙不完整，请删掉这个文件夹里的文件重做。`)
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
  if (!isOutside) throw new Refusal('inside', `${folder} 在项目文件夹里。私钥不能放在这里；请选项目以外的文件夹，例如 U 盘。`)
  return folder
}

/** With links followed as far as the path exists. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPath(dirname(path)), relative(dirname(path), path))
}

const unitIds = (): string[] => readYaml('units.yaml', z.array(Unit)).map((unit) => unit.id)

function readYaml<Schema extends z.ZodMiniType>(name: string, schema: Schema): z.infer<Schema> {
  const path = join(COUNTY, name)
  if (!existsSync(path)) throw new Refusal('content', `找不到 ${path}。`)
  const parsed = schema.safeParse(parse(readFileSync(path, 'utf8')))
  if (!parsed.success) throw new Refusal('content', `${path} 的内容不合要求；运行 npm run county 看是哪一行。`)
  return parsed.data
}

const jsonText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

try {
  process.stdout.write(jsonText(await run(process.argv.slice(2))))
} catch (fault) {
  const { code, message } = fault instanceof Refusal ? fault : { code: 'fault', message: `出错了：${String(fault)}` }
  process.stderr.write(jsonText({ error: { code, message } }))
  process.exitCode = 1
}
