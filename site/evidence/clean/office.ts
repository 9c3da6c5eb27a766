/**
 * Word, Excel and PowerPoint (ISO/IEC 29500) and OpenDocument without who wrote them, where and when. Parts that only describe are left out;
 * in the others names become “-” and times 1 January 1980, since readers of these formats want something to stand there.
 */
export type OfficeKind = 'docx' | 'xlsx' | 'pptx' | 'odf'

export const NOBODY = '-'
export const NEVER = '1980-01-01T00:00:00Z'

const DROPPED: Record<'ooxml' | 'odf', RegExp> = {
  ooxml: /^(?:docProps|docMetadata|customXml|_xmlsignatures|ppt\/changesInfos)\/|printerSettings\d*\.bin$|^word\/(?:people|recipientData)\.xml$|^ppt\/revisionInfo\.xml$|(?:^|\/)thumbnail\.\w+$|^word\/userCustomization\//i,
  odf: /^(?:meta\.xml|Thumbnails\/|META-INF\/.*signatures|layout-cache$|manifest\.rdf$)/i,
}

const familyOf = (kind: OfficeKind) => (kind === 'odf' ? 'odf' : 'ooxml')

export const isDropped = (kind: OfficeKind, name: string): boolean => DROPPED[familyOf(kind)].test(name)

/** Read as text and written anew; everything else is a picture, a font or an object. */
export const isText = (name: string): boolean => /\.(?:xml|rels|vml|rdf)$/i.test(name)

type Rule = readonly [pattern: RegExp, put: string]
const VALUE = `(?:"[^"]*"|'[^']*')`
const attribute = (names: string, value = VALUE) => new RegExp(`(\\s(?:[\\w.-]+:)?(?:${names}))=${value}`, 'g')
const element = (name: string) => new RegExp(`<${name}\\b[^>]*?(?:/>|>[^]*?</${name}>)`, 'g')

/** For all parts of the three. */
const OOXML: readonly Rule[] = [
  [/\s\w+:rsid\w*=(?:"[^"]*"|'[^']*')/g, ''],
  [attribute('author|initials|userName|displayName|userId|providerId|lastModifiedBy'), `$1="${NOBODY}"`],
  [attribute('date|dateUtc|dT|dt|created|modified|dateTime', `["']\\d{4}-\\d\\d-\\d\\dT[^"']*["']`), `$1="${NEVER}"`],
  [attribute('Target', `["'](?:file:|[A-Za-z]:[\\\\/]|\\\\\\\\)[^"']*["']`), '$1="removed"'],
  [/(absPath\b[^>]*?\surl)="[^"]*"/g, '$1=""'],
  [/(<(?:\w+:)?author>)[^<]+(<)/g, `$1${NOBODY}$2`],
  ...['w:rsids', 'w:docVars', 'w:attachedTemplate', 'w:mailMerge', 'w15:docId', 'w14:docId', 'fileSharing', 'xr:revisionPtr'].map((name): Rule => [element(name), '']),
]
/** Here alone `name` is a person's. */
const AUTHORS: readonly Rule[] = [[attribute('name'), `$1="${NOBODY}"`]]

const ODF: readonly Rule[] = [
  [/\s[\w.-]+:(?:paragraph-)?rsid=(?:"[^"]*"|'[^']*')/g, ''],
  [/(<(?:dc:creator|meta:creator-initials|loext:sender-initials|text:(?:initial-creator|creator|author-name|author-initials|sender-[\w-]+|printed-by))\b[^>]*>)[^<]+(<)/g, `$1${NOBODY}$2`],
  [/(<(?:dc:date|meta:date-string)>)[^<]+(<)/g, '$11980-01-01T00:00:00$2'],
  [/(<config:config-item\b[^>]*config:name="(?:Printer\w*|Rsid\w*|CurrentDatabase\w*)"[^>]*>)[^<]+(<)/g, '$1$2'],
  [attribute('href', `["']file:[^"']*["']`), '$1="removed"'],
]

/** A part's text as it goes on. `dropped` are the parts that are no longer there: nothing may point at them. */
export function cleanPart(kind: OfficeKind, name: string, text: string, dropped: ReadonlySet<string>): string {
  if (kind === 'odf') return name === 'META-INF/manifest.xml' ? withoutEntries(text, dropped) : apply(ODF, text)
  if (name === '[Content_Types].xml') return text.replace(/<Override\b[^>]*\bPartName="\/([^"]*)"[^>]*?(?:\/>|><\/Override>)/g, (all, part: string) => (dropped.has(part) ? '' : all))
  if (name.endsWith('.rels')) return apply(OOXML, withoutRelations(name, text, dropped))
  return apply(/(?:commentAuthors|\/authors)\.xml$/.test(name) ? [...OOXML, ...AUTHORS] : OOXML, text)
}

const apply = (rules: readonly Rule[], text: string): string => rules.reduce((so, [pattern, put]) => so.replace(pattern, put), text)

const withoutEntries = (text: string, dropped: ReadonlySet<string>): string =>
  text.replace(/<manifest:file-entry\b[^>]*?manifest:full-path="([^"]*)"[^>]*?(?:\/>|><\/manifest:file-entry>)/g, (all, path: string) => (dropped.has(path) || isDropped('odf', path) ? '' : all))

/** `word/_rels/document.xml.rels` speaks of parts as seen from `word/`. */
function withoutRelations(name: string, text: string, dropped: ReadonlySet<string>): string {
  const base = name.replace(/_rels\/[^/]*$/, '')
  return text.replace(/<Relationship\b[^>]*\bTarget="([^"]*)"[^>]*?(?:\/>|><\/Relationship>)/g, (all, target: string) => (dropped.has(resolve(base, target)) ? '' : all))
}

function resolve(base: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = []
  for (const step of `${base}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  }
  return path.join('/')
}
