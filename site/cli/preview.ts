/** `npm run preview:content`: the pages alone, on this machine, reloaded as an article is saved. No Worker, no database; what is wrong is said here. */
import { fileURLToPath } from 'node:url'

process.env['ANSHAO_PREVIEW'] = '1'
process.env['ASTRO_TELEMETRY_DISABLED'] = '1'
const port = Number(process.env['PORT'] ?? 4321)

try {
  // After the environment is set: astro reads it as it loads.
  const { dev } = await import('astro')
  const server = await dev({ root: fileURLToPath(new URL('..', import.meta.url)), server: { host: '127.0.0.1', port }, logLevel: 'warn' })
  const base = `http://127.0.0.1:${server.address.port}`
  process.stdout.write(`
预览开了，只有这台电脑看得见：
  学安全    ${base}/learn
  一篇文章  ${base}/learn/knowledge/home/gas-leak
  填表改    ${base}/edit
改完存盘，浏览器自己会刷新。写错的地方会列在这里。
举报、查进度要连数据库，预览里不能用。按 Ctrl+C 关掉。
`)
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
}
