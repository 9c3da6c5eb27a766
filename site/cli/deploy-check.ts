/** `npm run check:deploy`: refuses to let the demonstration out of the door. `npm run deploy` runs it first. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import type { Keyring } from '#contract/public.ts'
import { demonstrationUnitKeys } from '../crypto/demonstration.ts'
import { verifyKeyOf } from '../crypto/sign.ts'
import { demonstrationLeft, readPublished } from './demonstration-left.ts'
import { fail, printResult } from './print.ts'

/** Sentences that say what still keeps this county from opening; empty when nothing does. */
export async function obstaclesOf(county: { keyring: Keyring; demonstration: boolean; wrangler: string; address?: string | undefined; environment?: Readonly<Record<string, string | undefined>>; published?: ReturnType<typeof readPublished> }): Promise<string[]> {
  const current = county.keyring.versions[0]
  const entries = Object.entries(current?.holders ?? {})
  const known = await Promise.all(entries.map(async ([unit, keys]) => verifyKeyOf((await demonstrationUnitKeys(unit)).signSeed) === keys.verify))
  return [
    ...(county.demonstration ? ['content/county/profile.yaml 的 demonstration 还是 true：这是示范县。'] : []),
    ...(county.keyring.demonstration ? ['content/county/keyring.json 还是示范公钥册：用 npm run keys -- make 做本县的。'] : []),
    ...entries.filter((_, at) => known[at]).map(([unit]) => `${unit} 的公钥是示范用的，人人都有私钥。`).slice(0, 3),
    ...(current !== undefined && county.keyring.revoked.includes(current.version) ? ['公钥册的现行版本已经作废。'] : []),
    ...(/\/\/(?:127\.|localhost)/.test(county.address ?? '') ? ['content/county/profile.yaml 的 address 还是本机的：挂图上的二维码会打不开。'] : []),
    ...demonstrationLeft(county.published ?? []),
    ...(county.environment?.['ANSHAO_EDIT'] === '1' ? ['设着 ANSHAO_EDIT=1：填表页 /edit 不能放到网上。先 unset ANSHAO_EDIT。'] : []),
    // wrangler deploys dist/, whatever was built elsewhere.
    ...(county.environment?.['ANSHAO_OUT'] === undefined ? [] : ['设着 ANSHAO_OUT：部署的是 dist，会传上去旧的。先 unset ANSHAO_OUT。']),
    ...(/database_id = "0{8}-/.test(county.wrangler) ? ['wrangler.toml 的 database_id 还是空的。'] : []),
  ]
}

if (process.argv[1]?.endsWith('deploy-check.ts')) {
  const root = resolve(import.meta.dirname, '../..')
  const wrangler = readFileSync(resolve(root, 'wrangler.toml'), 'utf8')
  const obstacles = await obstaclesOf({ keyring, demonstration: profile.demonstration, wrangler, address: profile.address, environment: process.env, published: readPublished(root) })
  if (obstacles.length > 0) fail('forbidden', obstacles.join(' '))
  printResult({ ok: true })
}
