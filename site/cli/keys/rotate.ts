/** `rotate`, `publish`, `revoke`: units take new keys, the office publishes them, a version is declared void. */
import { join } from 'node:path'
import { RotationCard } from '#contract/unit-key.ts'
import { matchesPublic } from '../../crypto/member.ts'
import { problemOf, publishCards, revocable, revokeVersion, type CardProblem } from '../../crypto/publish.ts'
import { keyFileNames, keyFileOf, keysIn, rotateKeys } from '../../crypto/rotation.ts'
import { fail } from '../print.ts'
import { countyProfile, keyringPath, makeFolder, outsideTree, readKeyFile, readKeyring, readShaped, refuseTaken, today, writeKeyring, writeNew } from './files.ts'

/** New keys for the units of these files: a private file each, with the past in it, and the card for the office. */
export async function rotate(files: readonly string[], to: string) {
  const folder = outsideTree(to)
  const [current] = readKeyring().versions
  if (current === undefined) return fail('unavailable', '公钥册是空的。')
  const county = countyProfile().id
  const old = files.map((path) => ({ path, keys: keysIn(readKeyFile(path)) }))
  const next = current.version + 1
  const pathsOf = (unit: string) => ({ private: join(folder, keyFileNames(unit, next).private), card: join(folder, keyFileNames(unit, next).card) })
  refuseTaken(old.flatMap(({ keys }) => Object.values(pathsOf(keys.unit))))
  for (const { path, keys } of old) {
    const published = Object.entries(current.holders).find(([unit]) => unit === keys.unit)?.[1]
    if (published === undefined || !(await matchesPublic(keys, published))) fail('invalid', `${path} 和公布的公钥对不上。要用这个单位现在的那把，不是旧的一版。`)
  }
  const made = await Promise.all(old.map(async ({ keys }) => rotateKeys(keys, { county, from: current.version, day: today() })))
  const secret = await Promise.all(made.map(({ keys }) => keyFileOf(keys, county, next)))
  makeFolder(folder)
  for (const file of secret) writeNew(pathsOf(file.unit).private, file, 0o600)
  for (const { card } of made) writeNew(pathsOf(card.unit).card, card, 0o644)
  return { units: made.map(({ card }) => card.unit), from: current.version, private: secret.map(({ unit }) => pathsOf(unit).private), cards: secret.map(({ unit }) => pathsOf(unit).card) }
}

const PROBLEMS: Record<CardProblem, string> = {
  'another-county': '是别的县的。',
  'unknown-unit': '上的单位不在公钥册里。',
  twice: '和前面一张是同一个单位的，只留新的那一张。',
  unproven: '不是这个单位现在的钥匙签的，没有公布。请打电话问这个单位是不是他们交来的。',
  'same-key': '上的钥匙已经公布过了。',
  'too-new': '比这里的公钥册还新。先把这台机器上的项目更新到最新。',
}

/** A new version of the keyring with the keys on these cards, each vouched for by the unit's present key. */
export function publish(files: readonly string[]) {
  const [keyring, county] = [readKeyring(), countyProfile().id]
  const cards = files.map((path) => ({ path, card: readShaped(path, RotationCard, '不是换钥匙的公开卡片。文件名里有“card”。') }))
  for (const [at, { path, card }] of cards.entries()) {
    const problem = cards.slice(0, at).some((other) => other.card.unit === card.unit) ? 'twice' : problemOf(keyring, county, card)
    if (problem !== null) fail('invalid', `${path} ${PROBLEMS[problem]}`)
  }
  const next = publishCards(keyring, county, cards.map(({ card }) => card), today())
  writeKeyring(next)
  return { keyring: keyringPath, version: next.versions[0]?.version, units: cards.map(({ card }) => card.unit) }
}

/** Declares a former version void: for a key that somebody else may have. */
export function revoke(text: string) {
  const keyring = readKeyring()
  const [version, current] = [Number(text), keyring.versions[0]?.version]
  if (version === current) fail('invalid', `第${version}版正在用，作废了就没人能举报。先给那个单位换钥匙、公布，再作废第${version}版。`)
  if (!Number.isInteger(version) || !revocable(keyring, version)) fail('invalid', `没有可以作废的第${text}版。现在用的是第${current}版，已经作废的：${keyring.revoked.join('、') || '没有'}。`)
  writeKeyring(revokeVersion(keyring, version))
  return { keyring: keyringPath, revoked: version, version: current }
}
