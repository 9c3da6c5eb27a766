/**
 * The key ceremony (content/runbook/keys.md). Run on an official's own machine: private halves are written to files there and go nowhere else.
 *   npm run keys -- make --to FOLDER                          fresh keys for every unit of content/county/units.yaml
 *   npm run keys -- rotate --key FILE … --to FOLDER           new keys for these units, and a card of each for the office
 *   npm run keys -- publish --card FILE …                     the cards' keys into content/county/keyring.json
 *   npm run keys -- revoke --version N                        a former version of the keyring is void
 *   npm run keys -- split --key FILE --need K --of N --to FOLDER   a unit's keys on N sheets of paper, any K of which give them back
 *   npm run keys -- recover --share FILE-OR-LETTERS … --to FOLDER  the keys from K sheets
 *   npm run keys -- make-demonstration                        the keyring of the demonstration county, whose secrets are public
 *   npm run keys -- administrator NAME                        the invitation of the first administrator: SQL to run once, and the code to hand over
 * One JSON value on stdout; a failure exits 1 with { "error": { code, message } } on stderr.
 */
import { readWords, type Words } from './arguments.ts'
import { inviteAdministrator, makeCounty, makeDemonstration } from './keys/make.ts'
import { publish, revoke, rotate } from './keys/rotate.ts'
import { recover, splitKey } from './keys/split.ts'
import { fail, printResult } from './print.ts'

interface Verb {
  /** What comes after the verb, for whoever left something out. */
  readonly usage: string
  readonly options: readonly string[]
  /** The option that takes several files: those after its first, as a shell's `*` gives them, belong to it. */
  readonly many?: string
  readonly run: (words: Words) => object | Promise<object>
}

const VERBS: Readonly<Record<string, Verb>> = {
  make: { usage: 'make --to 文件夹', options: ['to'], run: (words) => makeCounty(words.need('to')) },
  rotate: { usage: 'rotate --key 钥匙文件 … --to 文件夹', options: ['key', 'to'], run: (words) => rotate([...words.all('key'), ...words.rest], words.need('to')), many: 'key' },
  publish: { usage: 'publish --card 卡片文件 …', options: ['card'], run: (words) => publish([...words.all('card'), ...words.rest]), many: 'card' },
  revoke: { usage: 'revoke --version 版次', options: ['version'], run: (words) => revoke(words.need('version')) },
  split: {
    usage: 'split --key 钥匙文件 --need 几份能用 --of 一共几份 --to 文件夹',
    options: ['key', 'need', 'of', 'to'],
    run: (words) => splitKey(words.need('key'), { need: words.need('need'), of: words.need('of'), to: words.need('to') }),
  },
  recover: { usage: 'recover --share 分片 … --to 文件夹', options: ['share', 'to'], run: (words) => recover([...words.all('share'), ...words.rest], words.need('to')), many: 'share' },
  'make-demonstration': { usage: 'make-demonstration', options: [], run: makeDemonstration },
}
const USAGE = `用法：${[...Object.values(VERBS).map(({ usage }) => usage), 'administrator 代号'].map((usage) => `npm run keys -- ${usage}`).join(' ｜ ')}`

async function run([name = '', ...args]: string[]): Promise<object> {
  if (name === 'administrator' && args.length === 1) return inviteAdministrator(args[0] ?? '')
  const verb = Object.entries(VERBS).find(([known]) => known === name)?.[1]
  if (verb === undefined) return fail('invalid', USAGE)
  const words = readWords(args, verb.options)
  if (words.rest.length > 0 && verb.many === undefined) fail('invalid', `多余的词：${words.rest.join(' ')}。${USAGE}`)
  const missing = verb.options.find((option) => words.all(option).length === 0)
  if (missing !== undefined) fail('invalid', `少了 --${missing}。用法：npm run keys -- ${verb.usage}`)
  return await verb.run(words)
}

try {
  printResult(await run(process.argv.slice(2)))
} catch (fault) {
  fail('invalid', fault instanceof Error ? fault.message : String(fault))
}
