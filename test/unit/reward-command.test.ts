import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const cwd = fileURLToPath(new URL('../..', import.meta.url))
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', './site/cli/ready.ts', 'site/cli/reward.ts', ...args], { cwd, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('npm run reward', () => {
  it('prints amount, steps and clauses as one JSON value', () => {
    const { status, stdout, stderr } = run('{"scheme":"national-2018","kind":"violation","fineFen":10000000}')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({ fen: 1_500_000, steps: ['罚款100,000元的15%，是15,000元。'], clauses: ['安全生产领域举报奖励办法（安监总财〔2018〕19号），第十一条'] })
  })

  it.for([
    ['{"scheme":"national-2018","kind":"hazard"}', 300_000],
    ['{"scheme":"national-2018","kind":"concealment","deaths":2,"accidentGrade":"general"}', 6_000_000],
    ['{"scheme":"national-2018","kind":"concealment","deaths":2,"accidentGrade":"larger"}', 8_000_000],
    ['{"scheme":"national-2018","kind":"concealment","deaths":2,"accidentGrade":"major"}', 10_000_000],
    ['{"scheme":"national-2018","kind":"concealment","deaths":2,"accidentGrade":"extraordinary"}', 12_000_000],
    ['{"scheme":"national-2018","kind":"violation","fineFen":10000000,"insider":true}', 1_500_000],
    ['{"scheme":"henan-2025","kind":"violation","fineFen":10000000,"insider":true}', 1_725_000],
    ['{"kind":"violation","fineFen":5000000,"exclusions":["grid"]}', 0],
  ] as const)('%s: %i fen', ([query, fen]) => {
    const { status, stdout } = run(query)
    expect({ status, printed: JSON.parse(stdout) }).toEqual({ status: 0, printed: { fen, steps: expect.any(Array), clauses: expect.any(Array) } })
  })

  it.for([
    { what: 'nothing', argument: [] },
    { what: 'no JSON', argument: ['{'] },
    { what: 'an unknown key', argument: ['{"kind":"violation","fine":5}'] },
    { what: 'a kind that is none', argument: ['{"kind":"rumour"}'] },
    { what: 'half a fen', argument: ['{"kind":"violation","fineFen":0.5}'] },
    { what: 'a fine below nothing', argument: ['{"kind":"violation","fineFen":-1}'] },
    { what: 'a scheme that is not there', argument: ['{"scheme":"elsewhere","kind":"violation"}'] },
  ])('fails on $what: exit 1, one error on stderr, nothing on stdout', ({ argument }) => {
    const { status, stdout, stderr } = run(...argument)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(JSON.parse(stderr)).toEqual({ error: { code: 'invalid', message: expect.stringMatching(/。|用法/) } })
  })
})
