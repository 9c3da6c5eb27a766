/** `npm run lighthouse`: five looks at each kind of page, and the median of their speed. Slow on purpose; best on a machine that does nothing else. */
import { freePort } from '../site/cli/local/server.ts'
import { openPortal } from '../site/cli/portal.ts'
import { KINDS_OF_PAGE, look } from './support/lighthouse.ts'

const TIMES = 5
const home = '.test/lighthouse-speed'
const say = (words: string) => process.stdout.write(`${words}\n`)

const { server, base } = await openPortal({ out: `${home}/dist`, state: `${home}/state`, secrets: `${home}/secrets.env`, sessions: `${home}/sessions`, log: `${home}/server.log`, port: await freePort() }, () => undefined)
let slowest = 100
for (const [kind, path] of Object.entries(KINDS_OF_PAGE)) {
  const speeds: number[] = []
  for (let time = 0; time < TIMES; time += 1) speeds.push((await look(base + path, ['performance'])).scores.performance ?? 0)
  const { scores } = await look(base + path, ['accessibility', 'best-practices', 'seo'])
  const median = speeds.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0
  slowest = Math.min(slowest, median)
  say(`${kind.padEnd(10)} performance ${median} (${speeds.join(', ')}), accessibility ${scores.accessibility}, best practices ${scores['best-practices']}, SEO ${scores.seo}`)
}
server.kill('SIGTERM')
process.exit(slowest >= 98 ? 0 : 1)
