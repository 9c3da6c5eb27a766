/** `npm start`: from a clean checkout to a running demonstration county. */
import { units } from '#contract/county/units.ts'
import { readWhereabouts } from '../build/whereabouts.ts'
import { openPortal } from './portal.ts'
import { requireFree } from './local/server.ts'
import { demonstrationMembers } from './local/demonstration-members.ts'
import { placed } from '../console/words.ts'
import { demonstrationMember } from '../crypto/demonstration.ts'

const port = Number(process.env['PORT'] ?? 8787)
const line = (text: string) => process.stdout.write(`${text}\n`)

try {
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error('PORT 要是 1 到 65535 的整数')
  await requireFree(port)
  const { base: subPath } = readWhereabouts(process.env, '.')
  const place = { out: 'dist', state: '.wrangler/state', secrets: '.wrangler/anshao.env', sessions: '.wrangler/sessions', port, editor: process.env['ANSHAO_EDIT'] !== '0', ...(subPath !== '' && { subPath }) }
  const { server, base } = await openPortal(place, (step) => line(`… ${step}`))
  await printHello(base)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
  server.once('exit', (code) => process.exit(code ?? 0))
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
}

async function printHello(base: string): Promise<void> {
  line(`
示范县已经开门：
  首页      ${base}/
  我要举报  ${base}/report
  查进度    ${base}/track
  不用脚本  ${base}/plain
  工作台    ${base}/staff
  改内容    ${base}/edit（只在这台电脑上有，见 content/learn/README.md）

示范工作人员（口令和动态码密钥都是公开的，只供示范）：`)
  for (const { name, displayName, unit } of demonstrationMembers) {
    const { passphrase, totpSecret } = await demonstrationMember(name)
    line(`  ${name.padEnd(16)} ${passphrase}  ${totpSecret}  ${placed(units.find(({ id }) => id === unit)?.short ?? '', displayName)}`)
  }
  line(`
命令行：npm run -s report -- 举报.json ；npm run -s staff -- desk01 list ；npm run -s track -- 查询码
按 Ctrl+C 关门。`)
}
