/** What of the demonstration still stands in the content: telephones that nobody answers, and what was made up for a county that is none. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The demonstration's own words. 示范 alone is also what an instructor does, and part of a place's name. */
const MADE_UP = /示范县|示范内容|示范号码|示范做法|虚构/
/** The demonstration's telephones begin with 000-. */
const PHONE = /(?<!\d)000-\d/
const MOST_LINES = 4

interface Text { readonly file: string; readonly text: string }

/** Sentences with the places; none where nothing of it is left. `texts` are those of readPublished. */
export function demonstrationLeft(texts: readonly Text[]): string[] {
  const phones = placesOf(PHONE, texts)
  const words = placesOf(MADE_UP, texts.filter(({ file }) => file.startsWith('content/learn/')))
  return [
    ...(phones === '' ? [] : [`还有示范县打不通的电话，000- 开头，换成公开过的值班电话：${phones}。`]),
    ...(words === '' ? [] : [`还有示范县的话和编出来的安排，换成本县的，或者删掉：${words}。`]),
  ]
}

/** “a.yaml 第3、8行、b.yaml 第1行”; of many lines in a file the first. What stands behind # is for editors. */
function placesOf(pattern: RegExp, texts: readonly Text[]): string {
  return texts.flatMap(({ file, text }) => {
    const lines = text.split('\n').flatMap((line, at) => (pattern.test(line.replace(/(?:^|\s)#.*/, '')) ? [at + 1] : []))
    return lines.length === 0 ? [] : [`${file} 第${lines.slice(0, MOST_LINES).join('、')}行${lines.length > MOST_LINES ? `等${lines.length}处` : ''}`]
  }).join('，')
}

/** All that a reader is shown of content/county and content/learn. */
export const readPublished = (root: string): Text[] =>
  globSync('content/{county,learn}/**/*.{yaml,md}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/^content\/learn\/(?:README\.md|templates\/)/.test(file))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
