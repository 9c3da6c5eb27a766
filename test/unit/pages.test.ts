/** Lists that come a page at a time, as the staff commands print them: whole. */
import { afterEach, expect, it, vi } from 'vitest'
import { allPages, everyPage } from '../../site/cli/pages.ts'

afterEach(() => vi.restoreAllMocks())

interface Page {
  readonly rows: readonly string[]
  readonly next: string | null
}
const FIRST: Page = { rows: ['甲', '乙'], next: 'b' }
const LATER: Readonly<Record<string, Page>> = { b: { rows: [], next: 'c' }, c: { rows: ['丙'], next: null } }

/** Gives the page that begins where it is asked to; one that there is none of is refused. */
function list(later = LATER) {
  const asked: object[] = []
  const read = async (from: { after?: string }) => {
    asked.push(from)
    const value = from.after === undefined ? FIRST : later[from.after]
    return value === undefined ? { ok: false as const, code: 'invalid' as const, message: '没有这一页。', requestId: '' } : { ok: true as const, value }
  }
  return { asked, read }
}

it('are read to their end, each page once, past one without rows', async () => {
  const { asked, read } = list()
  expect(await allPages(read, ({ rows }) => rows)).toEqual(['甲', '乙', '丙'])
  expect(asked).toEqual([{}, { after: 'b' }, { after: 'c' }])
  expect(await everyPage(list().read)).toEqual([FIRST, LATER['b'], LATER['c']])
})

it('end the command with the words of the first page that is refused, and are not printed in part', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`ended with ${code}`)
  })
  await expect(allPages(list({ b: { rows: ['丁'], next: 'gone' } }).read, ({ rows }) => rows)).rejects.toThrow('ended with 1')
  expect(written).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('没有这一页。'))
})
