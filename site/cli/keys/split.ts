/** `split`, `recover`: a unit's keys on sheets of paper, and back from them. */
import { join } from 'node:path'
import { keyFileNames, keyFileOf, keysIn } from '../../crypto/rotation.ts'
import { matchesPublic } from '../../crypto/member.ts'
import { readShare, recoverKeys, splitKeys, type Recovered, type Share } from '../../crypto/shares.ts'
import { fail } from '../print.ts'
import { countyProfile, countyUnits, isThere, makeFolder, outsideTree, readKeyFile, readKeyring, readText, refuseTaken, today, writeNew } from './files.ts'
import { sharePage, shareIn } from './share-page.ts'

/** One printable page a share. */
export async function splitKey(path: string, words: { need: string; of: string; to: string }) {
  const [need, of, folder] = [Number(words.need), Number(words.of), outsideTree(words.to)]
  if (!Number.isInteger(need) || !Number.isInteger(of) || need < 2 || need > of || of > 20) fail('invalid', '--need 至少2，--of 不小于它、最多20，例如 --need 3 --of 5。')
  const file = readKeyFile(path)
  const version = file.version ?? readKeyring().versions[0]?.version ?? 1
  const pages = (await splitKeys(keysIn(file), version, need, of)).map((rows, at) => ({ path: join(folder, `${file.unit}.share-${at + 1}.html`), rows, number: at + 1 }))
  refuseTaken(pages.map((page) => page.path))
  makeFolder(folder)
  const unit = countyUnits().find(({ id }) => id === file.unit)?.name ?? file.unit
  for (const { path: to, rows, number } of pages) writeNew(to, sharePage({ county: countyProfile().name, unit, version, need, of, number, day: today(), rows }), 0o600)
  return { unit: file.unit, version, need, of, shares: pages.map((page) => page.path) }
}

/** The private file again, from enough shares: pages of `split`, files with what was typed from paper, or the letters themselves. */
export async function recover(given: readonly string[], to: string) {
  const folder = outsideTree(to)
  const shares = given.map((one, at) => shareFrom(one, at + 1))
  const recovered = await recoverKeys(shares)
  if (!recovered.ok) return fail('invalid', sayProblem(recovered))
  const { keys, version } = recovered
  const path = join(folder, keyFileNames(keys.unit, version).private)
  refuseTaken([path])
  makeFolder(folder)
  writeNew(path, await keyFileOf(keys, countyProfile().id, version), 0o600)
  const published = Object.entries(readKeyring().versions[0]?.holders ?? {}).find(([unit]) => unit === keys.unit)?.[1]
  const isCurrent = published !== undefined && (await matchesPublic(keys, published))
  return { unit: keys.unit, version, private: path, current: isCurrent, note: isCurrent ? '和公布的公钥对上了。' : '这是旧的一版，或者还没有公布：打得开那时候的件，当不了现在的钥匙。' }
}

function shareFrom(given: string, at: number): Share {
  const read = readShare(isThere(given) ? shareIn(readText(given)) : given)
  if (!('problem' in read)) return read
  return fail('invalid', read.problem === 'row'
    ? `第${at}份的第${read.row}行对不上：这一行少了、多了或抄错了字母，再核对一遍。`
    : `第${at}份不是钥匙分片：${given.slice(0, 40)}`)
}

function sayProblem({ problem, need, have }: Exclude<Recovered, { ok: true }>): string {
  if (problem === 'too-few') return `要凑齐${need}份，现在只有${have}份。`
  if (problem === 'twice') return '同一份给了两次。要不同的人手里的分片。'
  if (problem === 'foreign') return '这几份不是一次分的，或不是同一个单位的，拼不到一起。看纸上的单位、版次和日期是不是一样。'
  return '拼出来的不是当初的那把钥匙：有一份抄错了，换一份再试。'
}
