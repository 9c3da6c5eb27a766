import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import type { Keyring } from '#contract/public.ts'
import { readPublished } from '../../site/cli/demonstration-left.ts'
import { obstaclesOf } from '../../site/cli/deploy-check.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { randomBytes } from '../../site/crypto/derive.ts'
import { verifyKeyOf } from '../../site/crypto/sign.ts'

const realKeyring = async (): Promise<Keyring> => ({
  demonstration: false,
  versions: [{ version: 1, holders: { desk: { recipient: await recipientOf(await makeIdentity()), verify: verifyKeyOf(randomBytes(32)) } } }],
  revoked: [],
})
const wrangler = 'database_id = "3f6c2b1a-0000-4000-8000-000000000001"'

describe('the deploy check', () => {
  it('refuses the county that this repository ships', async () => {
    const obstacles = await obstaclesOf({ keyring, demonstration: true, wrangler: readFileSync('wrangler.toml', 'utf8') })
    expect(obstacles.length).toBeGreaterThan(3)
  })

  it('refuses demonstration keys that somebody has merely relabelled', async () => {
    expect((await obstaclesOf({ keyring: { ...keyring, demonstration: false }, demonstration: false, wrangler })).join()).toContain('人人都有私钥')
  })

  it('refuses a current version that is revoked', async () => {
    expect(await obstaclesOf({ keyring: { ...(await realKeyring()), revoked: [1] }, demonstration: false, wrangler })).toHaveLength(1)
  })

  it('refuses an address that only this machine knows', async () => {
    const own = { keyring: await realKeyring(), demonstration: false, wrangler }
    expect((await obstaclesOf({ ...own, address: 'http://127.0.0.1:8787' })).join()).toContain('二维码会打不开')
    expect(await obstaclesOf({ ...own, address: 'https://anquan.example.cn' })).toEqual([])
  })

  it('refuses what a developer’s terminal would put into it', async () => {
    const own = { keyring: await realKeyring(), demonstration: false, wrangler }
    expect((await obstaclesOf({ ...own, environment: { ANSHAO_EDIT: '1' } })).join()).toContain('/edit')
    expect((await obstaclesOf({ ...own, environment: { ANSHAO_OUT: '.test/dist' } })).join()).toContain('ANSHAO_OUT')
    expect(await obstaclesOf({ ...own, environment: { ANSHAO_EDIT: '0', PATH: '/bin' } })).toEqual([])
  })

  it('refuses what was made up for the demonstration, and says where', async () => {
    const own = { keyring: await realKeyring(), demonstration: false, wrangler }
    const said = await obstaclesOf({ ...own, published: readPublished('.') })
    expect(said).toHaveLength(2)
    expect(said[0]).toMatch(/000- 开头，.*：content\/county\/names\.en\.yaml 第\d+行，content\/county\/phones\.yaml 第2、3、4、5行等33处，content\/county\/profile\.yaml 第\d+行。$/)
    expect(said[1]).toContain('content/learn/campaigns/2026.yaml 第30、32、167、168行等5处，content/learn/campaigns/2027.yaml 第20、22行')
    const lines = (text: string) => obstaclesOf({ ...own, published: [{ file: 'content/learn/drills/a.md', text }] })
    expect(await lines('医护示范一次\n孪井滩示范区\n电话 010-1234000-1')).toEqual([])
    expect(await lines('好的\n打 000-0000001')).toEqual(['还有示范县打不通的电话，000- 开头，换成公开过的值班电话：content/learn/drills/a.md 第2行。'])
    expect(await lines('写给示范县每一家人')).toEqual(['还有示范县的话和编出来的安排，换成本县的，或者删掉：content/learn/drills/a.md 第1行。'])
  })

  it('stands before everything else; the tables are there before the Worker that asks for them, and nothing is touched until it is built', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    const steps = scripts['deploy']?.split(' && ') ?? []
    expect(steps.map((step) => ['check:deploy', 'astro build', 'd1 migrations apply DB --remote', 'wrangler deploy'].findIndex((one) => step.includes(one)))).toEqual([0, 1, 2, 3])
    // Asked whether to go on, wrangler ends without a fault on a no as well, and the Worker would go up without its tables.
    expect(steps[2]).toMatch(/^CI=1 /)
  })

  it('lets a county of its own pass', async () => {
    expect(await obstaclesOf({ keyring: await realKeyring(), demonstration: false, wrangler })).toEqual([])
  })
})
