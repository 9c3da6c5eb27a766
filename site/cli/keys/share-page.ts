/** The sheet of paper that carries one share. It says nothing of the others. */
import { qrOf } from '../../report/qr.ts'

export interface SharePage {
  readonly county: string
  readonly unit: string
  readonly version: number
  readonly need: number
  readonly of: number
  readonly number: number
  readonly day: string
  readonly rows: readonly string[]
}

/** The letters of a share in a page that `sharePage` wrote, or the text itself where it is no such page. */
export const shareIn = (text: string): string => (/<pre id="share">([\s\S]*?)<\/pre>/.exec(text)?.[1] ?? text).replace(/<i>.*?<\/i>/g, '')

export function sharePage({ county, unit, version, need, of, number, day, rows }: SharePage): string {
  const { size, path } = qrOf(rows.join(''))
  const [year, month, date] = day.split('-').map(Number)
  const lines = rows.map((row, at) => `<i>${String(at + 1).padStart(2, ' ')}　</i>${(row.slice(0, -2).match(/.{1,4}/g) ?? []).join(' ')} - ${row.slice(-2)}`)
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>钥匙分片</title>
<style>
  @page { size: A4; margin: 18mm }
  body { font: 16px/1.6 "Noto Serif SC", "SimSun", serif; max-width: 172mm; margin: 0 auto; color: #000; background: #fff }
  h1 { font-size: 26px; margin: 0 0 4px } h1 small { font-size: 16px; font-weight: 400 }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 12px 0 } dt { color: #444 } dd { margin: 0; font-weight: 700 }
  svg { width: 62mm; height: 62mm; float: right; margin: 0 0 8px 16px }
  pre { clear: both; font: 700 15px/1.9 ui-monospace, Consolas, monospace; border: 1.5px solid #000; padding: 10px 14px; white-space: pre-wrap }
  pre i { font: 12px/1 sans-serif; color: #555 } li { margin: 2px 0 }
  .sign { margin-top: 28px; display: flex; gap: 40px } .sign span { border-bottom: 1px solid #000; flex: 1; padding-bottom: 2px }
</style>
<h1>钥匙分片 第${number}份 <small>${county}安哨</small></h1>
<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="二维码，内容和下面的字母一样"><path d="${path}"/></svg>
<dl>
  <dt>单位</dt><dd>${unit}</dd>
  <dt>钥匙版次</dt><dd>第${version}版</dd>
  <dt>这一份</dt><dd>第${number}份，共${of}份</dd>
  <dt>凑齐几份能用</dt><dd>${need}份</dd>
  <dt>分的日子</dt><dd>${year}年${month}月${date}日</dd>
</dl>
<p>只有这一份打不开任何东西。凑齐${need}份，就能打开这个单位的全部举报，所以：</p>
<ol>
  <li>装进信封，封口签名，锁进你自己的保险柜。不拍照、不复印、不扫描。</li>
  <li>换了岗位，连信封一起交给接手的人，在登记簿上两个人签字。</li>
  <li>要用的时候，带着它到安委办，当着大家的面拆封。扫二维码，或者照着下面一行一行输入；短横后面的两个是核对码，抄错会告诉你是哪一行。</li>
  <li>这个单位换了钥匙，会重新分；新的发到手，这一份当面烧掉。</li>
</ol>
<pre id="share">
${lines.join('\n')}
</pre>
<p class="sign"><span>保管人：</span><span>见证人：</span><span>日期：</span></p>
`
}
