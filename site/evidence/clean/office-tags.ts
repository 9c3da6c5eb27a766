/** What a part of an office document tells. It goes by what is written there, whatever the cleaner thinks it took away. */
import { found, type Found } from './found.ts'
import { NEVER, NOBODY } from './office.ts'
import { whatOf } from './what.ts'

const isTold = (value: string) => value.trim() !== '' && value !== NOBODY && !value.startsWith(NEVER.slice(0, 10))

export function partTags(name: string, text: string): Found[] {
  if (/^(?:docProps\/.*\.xml|meta\.xml)$/.test(name)) return properties(text)
  if (/^(?:docProps\/thumbnail|Thumbnails\/)/.test(name)) return found('thumbnail', name)
  if (/^customXml\/item\d*\.xml$/.test(name) || name.startsWith('docMetadata/')) return found('other', name)
  return [...people(name, text), ...times(text), ...paths(text), ...history(text)]
}

/** Each of what a program counts, such as pages and words, is nobody's. */
const COUNTED = /^(?:Pages|Words|Characters|CharactersWithSpaces|Lines|Paragraphs|TotalTime|Slides|Notes|HiddenSlides|MMClips|ScaleCrop|SharedDoc|HyperlinksChanged|LinksUpToDate|DocSecurity|PresentationFormat|revision|editing-cycles|editing-duration|i4|lpstr|document-statistic|language)$/

function properties(text: string): Found[] {
  return [...text.matchAll(/<(?:[\w.-]+:)?([\w-]+)(?:\s[^<>]*)?>([^<]+)</g)].flatMap(([, name = '', value = '']) => {
    if (COUNTED.test(name) || !isTold(value)) return []
    const what = name === 'generator' ? 'software' : whatOf(name)
    return found(what, what === 'other' ? `${name}: ${value}` : value)
  })
}

function people(name: string, text: string): Found[] {
  const attributes = [...text.matchAll(/\s(?:[\w.-]+:)?(author|userName|displayName|initials|lastModifiedBy|userId)="([^"]*)"/g)].map(([, , value = '']) => value)
  const listed = /(?:commentAuthors|\/authors)\.xml$/.test(name) ? [...text.matchAll(/\sname="([^"]*)"/g)].map(([, value = '']) => value) : []
  const elements = [...text.matchAll(/<(?:dc:creator|author|(?:meta:creator|loext:sender)-initials|text:(?:initial-creator|creator|author-name|author-initials))(?:\s[^>]*)?>([^<]+)</g)].map(([, value = '']) => value)
  return [...new Set([...attributes, ...listed, ...elements])].filter(isTold).flatMap((value) => found('author', value))
}

function times(text: string): Found[] {
  const attributes = [...text.matchAll(/\s(?:[\w.-]+:)?(?:date|dateUtc|dT|dt|created|modified|dateTime)="(\d{4}-\d\d-\d\dT[^"]*)"/g)].map(([, value = '']) => value)
  const elements = [...text.matchAll(/<(?:dc:date|meta:date-string)>([^<]+)</g)].map(([, value = '']) => value)
  return [...new Set([...attributes, ...elements])].filter(isTold).flatMap((value) => found('time', value))
}

/** Where a file lay on somebody's own computer, mostly with their name in it; and the name of a printer. */
function paths(text: string): Found[] {
  const targets = [...text.matchAll(/\s(?:[\w.-]+:)?(?:Target|url|href)="((?:file:|[A-Za-z]:[\\/]|\\\\)[^"]*)"/g)].flatMap(([, value = '']) => found('name', value))
  const printers = [...text.matchAll(/config:name="PrinterName"[^>]*>([^<]+)</g)].flatMap(([, value = '']) => found('device', value))
  return [...targets, ...printers]
}

/** Words that somebody took out or put in are still there, as changes; and so are the sessions in which they did. */
function history(text: string): Found[] {
  const changes = [...text.matchAll(/<(?:w:(?:ins|del|moveFrom|moveTo)|text:tracked-changes)\b/g)].length
  const sessions = [...text.matchAll(/\s[\w.-]+:(?:paragraph-)?rsid\w*="/g)].length
  return [...(changes > 0 ? found('history', String(changes)) : []), ...(sessions > 0 ? found('id', `rsid ${sessions}`) : [])]
}
