/** `npm run clean -- FILE OUT`: takes out of a file what tells about whoever made it, as the reporter's browser does. */
import { createWriteStream, existsSync, openAsBlob, realpathSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { evidenceWords } from '#contract/county/evidence.ts'
import { clean } from '../evidence/clean/clean.ts'
import { CleanFailure } from '../evidence/clean/failure.ts'
import type { Found } from '../evidence/clean/found.ts'
import { readable } from '../evidence/clean/readable.ts'
import { fail, printResult } from './print.ts'

const USAGE = '用法：npm run clean -- 原来的文件 清理后存到哪里'

/** In the words of the page, each once; a value only where it is one for people: how a reader of tags calls a part is none. */
function shown(all: readonly Found[]): unknown[] {
  const said = all.map((one) => ({ what: one.what, name: evidenceWords.what[one.what], ...(readable(one) !== null && { value: one.value }), ...(one.entry !== undefined && { entry: one.entry }) }))
  return [...new Map(said.map((one) => [JSON.stringify(one), one])).values()]
}

const [source, target] = process.argv.slice(2)
if (source === undefined || target === undefined) fail('invalid', USAGE)
if (!existsSync(source)) fail('invalid', `打不开 ${source}。`)
if (!existsSync(dirname(target))) fail('invalid', `没有 ${dirname(target)} 这个文件夹。`)
// The source is read while the target is written: one file for both would be emptied.
if (existsSync(target) && realpathSync(target) === realpathSync(source)) fail('invalid', '清理后要存成另一个文件，不能盖住原来的。')

const file = await openAsBlob(source).catch(() => fail('invalid', `打不开 ${source}。`))
try {
  const { bytes, found, removed, ...told } = await clean(Object.assign(file, { name: basename(source) }))
  const hash = createHash('sha256')
  await pipeline(bytes.stream(), async function* (parts: AsyncIterable<Uint8Array>) {
    for await (const part of parts) {
      hash.update(part)
      yield part
    }
  }, createWriteStream(target))
  printResult({ ...told, found: shown(found), removed: shown(removed), size: bytes.size, sha256: hash.digest('hex') })
} catch (fault) {
  if (fault instanceof CleanFailure) fail(fault.code, evidenceWords.failed[fault.code])
  throw fault
}
