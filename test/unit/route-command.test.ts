import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { routeReport } from '../../worker/contract/rules/routing.ts'
import { someFields } from '../support/fields.ts'

const cwd = fileURLToPath(new URL('../..', import.meta.url))
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', './site/cli/ready.ts', 'site/cli/route.ts', ...args], { cwd, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('npm run route', () => {
  it('prints the route as one JSON value', () => {
    const { status, stdout, stderr } = run(JSON.stringify(someFields({ avoid: ['fire'] })))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual(routeReport(someFields({ avoid: ['fire'] })))
  })

  it('takes lists that are left out as empty', () => {
    expect(JSON.parse(run('{"category":"HY16","township":"t-heping"}').stdout)).toEqual(routeReport(someFields()))
  })

  it.for([
    { what: 'nothing', argument: [] },
    { what: 'no JSON', argument: ['{'] },
    { what: 'a list', argument: ['[]'] },
    { what: 'an unknown key', argument: ['{"category":"HY16","township":"t-heping","phone":"000-1234567"}'] },
    { what: 'an unknown category', argument: ['{"category":"HY99","township":"t-heping"}'] },
    { what: 'a desk to keep out', argument: ['{"category":"HY16","township":"t-heping","avoid":["desk"]}'] },
  ])('fails on $what: exit 1, one error on stderr, nothing on stdout', ({ argument }) => {
    const { status, stdout, stderr } = run(...argument)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(JSON.parse(stderr)).toEqual({ error: { code: 'invalid', message: expect.stringMatching(/。|用法/) } })
    expect(stderr).not.toContain('000-1234567')
  })
})
