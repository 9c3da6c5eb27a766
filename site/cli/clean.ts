/** `npm run clean -- FILE OUT`: takes out of a file what tells about whoever made it, as the reporter's browser does. */
import { createWriteStream, openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { evidenceWords } from '#contract/county/evidence.ts'
import { clean } from '../evidence/clean/clean.ts'
import { CleanFailure } from '../evidence/clean/failure.ts'
import { fail, printResult } from './print.ts'

const USAGE = '用法：npm run clean -- 原来的文件 清理后存到哪里'

const [source, target] = process.argv.slice(2)
if (source === undefined || target === undefined) fail('invalid', USAGE)

const file = await openAsBlob(source).catch(() => fail('invalid', `打不开 ${source}。`))
try {
  const { bytes, ...told } = await clean(Object.assign(file, { name: basename(source) }))
  const hash = createHash('sha256')
  await pipeline(bytes.stream(), async function* (parts: AsyncIterable<Uint8Array>) {
    for await (const part of parts) {
      hash.update(part)
      yield part
    }
  }, createWriteStream(target))
  printResult({ ...told, size: bytes.size, sha256: hash.digest('hex') })
} catch (fault) {
  if (fault instanceof CleanFailure) fail(fault.code, evidenceWords.failed[fault.code])
  throw fault
}
