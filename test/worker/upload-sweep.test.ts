import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { sweepUploads } from '../../worker/evidence/sweep.ts'
import { countedDatabase, rows, run } from '../support/database.ts'
import { the } from '../support/sealing.ts'
import { aFile, begin, bring, bytesAt, objects, uploaded } from '../support/uploads.ts'

const HOUR = 3600
const now = () => Math.floor(Date.now() / 1000)
const night = (seconds = now(), db: D1Database = env.DB, bucket: R2Bucket = env.EVIDENCE) => sweepUploads(db, bucket, seconds)
const counts = async () => ({ uploads: (await rows('SELECT 1 FROM upload')).length, parts: (await rows('SELECT 1 FROM upload_part')).length, objects: (await objects()).length })
/** What a report does to an upload. */
const named = (id: string) => run('UPDATE upload SET hour = NULL WHERE id = ?1', id)

beforeEach(async () => {
  for (const { key } of await objects()) await env.EVIDENCE.delete(key)
  for (const table of ['upload_part', 'upload']) await run(`DELETE FROM ${table}`)
})

/** The store, which dies at its n-th call of these. */
function dyingBucket(at: number, died = { yet: false }): R2Bucket {
  let calls = 0
  const real = env.EVIDENCE
  const guarded = (name: 'get' | 'put' | 'delete' | 'list') => (...words: unknown[]) => {
    calls += 1
    if (calls === at) {
      died.yet = true
      return Promise.reject(new Error('the store is gone'))
    }
    return (real[name] as (...given: unknown[]) => unknown)(...words)
  }
  return { get: guarded('get'), put: guarded('put'), delete: guarded('delete'), list: guarded('list') } as unknown as R2Bucket
}

describe('the night', () => {
  it('leaves an upload of today alone, whole or not', async () => {
    await uploaded(aFile(100))
    await begin(aFile(100))
    await night()
    await night(now() + 23 * HOUR)
    expect(await counts()).toEqual({ uploads: 2, parts: 1, objects: 1 })
  })

  it('forgets what nobody named within a day: objects and rows, also of an upload that never got whole', async () => {
    await uploaded(aFile(100))
    await bring(await begin(aFile(9_000_000)), 1)
    await night(now() + 26 * HOUR)
    expect(await counts()).toEqual({ uploads: 0, parts: 0, objects: 0 })
  })

  it('forgets nothing that a report names, however old', async () => {
    const { id } = await uploaded(aFile(100))
    await named(id)
    await night(now() + 400 * 24 * HOUR)
    expect(await counts()).toEqual({ uploads: 1, parts: 1, objects: 1 })
  })

  it('finds objects whose row never came', async () => {
    await env.EVIDENCE.put('new/nobody-knows-this-one', 'x')
    await night(now() + 23 * HOUR)
    expect((await objects()).length).toBe(1)
    await night(now() + 25 * HOUR)
    expect((await objects()).length).toBe(0)
  })

  it('gives what a report names keys and times of its own, once, and the bytes stay', async () => {
    const { id, parts } = await uploaded(aFile(100))
    await named(id)
    const [before] = await objects()
    await new Promise((done) => setTimeout(done, 20))
    await night()
    const [after] = await objects()
    expect(the(after).key).toMatch(/^kept\/[\w-]{22}$/)
    expect(the(after).uploaded.getTime()).toBeGreaterThan(the(before).uploaded.getTime())
    expect(await rows('SELECT object, moving FROM upload_part')).toEqual([{ object: the(after).key, moving: null }])
    expect(await bytesAt(the(after).key)).toEqual(the(parts[0]).bytes)
    await night()
    expect((await objects()).map(({ key }) => key)).toEqual([the(after).key])
  })

  it('moves no object that is no longer what its row says', async () => {
    const { id } = await uploaded(aFile(100))
    await named(id)
    const [{ key } = { key: '' }] = await objects()
    await env.EVIDENCE.put(key, 'somebody wrote here')
    await night()
    expect((await objects()).map((one) => one.key)).toEqual([key])
    expect(await rows('SELECT object FROM upload_part')).toEqual([{ object: key }])
  })

  it('goes on past an object that the store will not read, and comes back to it the next night', async () => {
    for (const size of [700, 900]) await named((await uploaded(aFile(size))).id)
    const kept = async () => (await objects()).filter(({ key }) => key.startsWith('kept/')).length
    await env.EVIDENCE.put('new/nobody-knows-this-one', 'x')
    await night(now() + 25 * HOUR, env.DB, dyingBucket(1))
    expect([await kept(), (await objects()).length]).toEqual([1, 2])
    await night()
    expect(await kept()).toBe(2)
  })

  it('comes to an object however many before it are gone for good', async () => {
    const { id: gone } = await begin(aFile(100))
    for (let n = 1; n <= 450; n += 1) await run("INSERT INTO upload_part (upload_id, n, bytes, digest, object) VALUES (?1, ?2, 1, 'x', 'new/-gone-' || ?2)", gone, n)
    await named(gone)
    // Tried before: for these the night has given up its places already.
    for (let tried = 0; tried < 3; tried += 1) await night()
    await named((await uploaded(aFile(200))).id)
    await night()
    expect((await objects()).map(({ key }) => key)).toEqual([expect.stringMatching(/^kept\//)])
    expect((await rows<{ n: number }>("SELECT count(*) AS n FROM upload_part WHERE object LIKE 'new/-gone-%' AND moving IS NOT NULL"))[0]?.n).toBe(450)
  })

  it('comes again to one that was cut short, however many new ones come a day', async () => {
    const { id: gone } = await begin(aFile(100))
    for (let n = 1; n <= 250; n += 1) await run("INSERT INTO upload_part (upload_id, n, bytes, digest, object) VALUES (?1, ?2, 1, 'x', 'new/-gone-' || ?2)", gone, n)
    await named(gone)
    const { id } = await uploaded(aFile(200))
    await named(id)
    await run("UPDATE upload_part SET moving = 'kept/begun' WHERE upload_id = ?1", id)
    await night()
    expect((await objects()).map(({ key }) => key)).toEqual(['kept/begun'])
  })

  it('does the other steps where one fails', async () => {
    await named((await uploaded(aFile(700))).id)
    await env.EVIDENCE.put('new/nobody-knows-this-one', 'x')
    let calls = 0
    const { db } = countedDatabase(env.DB, () => {
      calls += 1
      if (calls === 1) throw new Error('the database is gone')
    })
    await expect(night(now() + 25 * HOUR, db)).rejects.toMatchObject({ errors: [new Error('the database is gone')] })
    expect((await objects()).map(({ key }) => key)).toEqual([expect.stringMatching(/^kept\//)])
  })

  it('ends where it should, wherever the store or the database dies on the way', async () => {
    for (const dying of ['store', 'database', 'database, unheard'] as const) {
      for (const at of [1, 2, 3, 4, 5, 6, 8, 10]) {
        for (const { key } of await objects()) await env.EVIDENCE.delete(key)
        for (const table of ['upload_part', 'upload']) await run(`DELETE FROM ${table}`)
        const [kept] = [await uploaded(aFile(100)), await uploaded(aFile(200))]
        await named(kept.id)
        const tomorrow = now() + 26 * HOUR
        let calls = 0
        const die = () => {
          calls += 1
          if (calls === at) throw new Error('the database is gone')
        }
        const db = dying === 'database' ? countedDatabase(env.DB, die).db : dying === 'database, unheard' ? countedDatabase(env.DB, undefined, die).db : env.DB
        await night(tomorrow, db, dying === 'store' ? dyingBucket(at) : env.EVIDENCE).catch(() => undefined)
        await night(tomorrow)
        expect([dying, at, await counts()]).toEqual([dying, at, { uploads: 1, parts: 1, objects: 1 }])
        const [{ object } = { object: '' }] = await rows<{ object: string }>('SELECT object FROM upload_part')
        expect((await objects()).map(({ key }) => key)).toEqual([object])
      }
    }
  })
})
