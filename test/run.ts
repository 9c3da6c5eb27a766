/**
 * `npm test`: everything, in its own folders under .test and on free ports, so that it runs beside `npm start`. Each step's own tests are
 * counted; a step without tests of its own (types, lint) counts as one. The last line is `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { quiet } from '../site/cli/local/server.ts'
import { findChromium } from './support/chromium.ts'

const root = resolve(import.meta.dirname, '..')
const out = resolve(root, '.test')
const tally = { passed: 0, failed: 0 }
const say = (text: string) => process.stdout.write(`${text}\n`)

const binOf = (name: string) => resolve(root, 'node_modules/.bin', name)
const surroundings = (extra: Record<string, string>) => quiet({ ANSHAO_OUT: resolve(out, 'dist'), NO_COLOR: '1', FORCE_COLOR: '0', ...extra })

const tool = (name: string, args: readonly string[], extra: Record<string, string> = {}): boolean =>
  spawnSync(process.execPath, [binOf(name), ...args], { cwd: root, env: surroundings(extra), stdio: 'inherit' }).status === 0

/** One test: the tool succeeded or it did not. */
function count(title: string, passed: boolean, started: number): boolean {
  tally[passed ? 'passed' : 'failed'] += 1
  say(`${passed ? '✓' : '✗'} ${title} (${((Date.now() - started) / 1000).toFixed(0)} s)`)
  return passed
}

function check(title: string, name: string, args: readonly string[]): boolean {
  const started = Date.now()
  return count(title, tool(name, args), started)
}

/** The same, for tools that write nothing another reads and use one processor: two at a time; what one says that fails, in one piece. */
async function checkBeside(checks: readonly (readonly [title: string, name: string, args: readonly string[]])[]): Promise<void> {
  const waiting = [...checks]
  const turn = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [title, name, args] = next
      const started = Date.now()
      const running = spawn(process.execPath, [binOf(name), ...args], { cwd: root, env: surroundings({}), stdio: ['ignore', 'pipe', 'pipe'] })
      const said: Buffer[] = []
      for (const stream of [running.stdout, running.stderr]) stream.on('data', (data: Buffer) => said.push(data))
      const status = await new Promise<number | null>((done) => running.once('close', done))
      if (status !== 0) process.stdout.write(Buffer.concat(said))
      count(title, status === 0, started)
    }
  }
  await Promise.all([turn(), turn()])
}

/** A runner with tests of its own, which it counts into a JSON file; without one, or failing beyond what it counted, it counts as failed itself. */
function suite(title: string, name: string, args: readonly string[], file: string, counted: (json: string) => [passed: number, failed: number], extra: Record<string, string> = {}): void {
  const started = Date.now()
  const succeeded = tool(name, args, extra)
  const [passed, failed] = existsSync(file) ? counted(readFileSync(file, 'utf8')) : [0, 1]
  tally.passed += passed
  tally.failed += succeeded ? failed : Math.max(1, failed)
  say(`${succeeded ? '✓' : '✗'} ${title}: ${passed} passed, ${failed} failed (${((Date.now() - started) / 1000).toFixed(0)} s)`)
}

function countVitest(json: string): [number, number] {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(json) as Record<string, number>
  return [numPassedTests ?? 0, Math.max(numFailedTests ?? 0, numFailedTestSuites ? 1 : 0)]
}

function countPlaywright(json: string): [number, number] {
  const { stats } = JSON.parse(json) as { stats: { expected: number; unexpected: number; flaky: number } }
  return [stats.expected + stats.flaky, stats.unexpected]
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

check('runtime types', 'wrangler', ['types', 'worker/env.d.ts'])
await checkBeside([
  ['types of the pages', 'astro', ['check', '--root', 'site']],
  ...['test/e2e', 'test/worker', 'test/unit', 'worker', 'site/cli', 'site/offline'].map((program) => [`types of ${program}`, 'tsc', ['-p', program]] as const),
])
check('lint', 'oxlint', ['--type-aware', '--quiet'])
const built = check('build', 'astro', ['build', '--root', 'site'])

const vitest = resolve(out, 'vitest.json')
suite('unit and Worker', 'vitest', ['run', '--config', 'test/vitest.config.ts', '--project', 'unit', '--project', 'worker', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitest}`], vitest, countVitest)
if (built) {
  const chromium = await findChromium()
  const system = resolve(out, 'system.json')
  suite('commands and thief', 'vitest', ['run', '--config', 'test/vitest.config.ts', '--project', 'system', '--reporter=default', '--reporter=json', `--outputFile.json=${system}`], system, countVitest)
  const browser = resolve(out, 'browser.json')
  suite('browser', 'playwright', ['test', '--config', 'test/e2e/playwright.config.ts'], browser, countPlaywright, { PLAYWRIGHT_JSON_OUTPUT_FILE: browser, ANSHAO_CHROMIUM: chromium })
}
say(`${tally.passed} passed, ${tally.failed} failed`)
process.exit(tally.failed === 0 ? 0 : 1)
