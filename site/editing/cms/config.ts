/**
 * The configuration of Sveltia CMS, whole. Local mode (“使用本地仓库”) needs no backend: the browser writes the files of a folder that
 * the editor picks. A county with a git host of its own names it in content/learn/editor.yaml.
 */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { KINDS, type Kind } from '../read.ts'
import { fieldsOf, type Choices, type Field, type Option } from './fields.ts'

export interface Collection { readonly name: string; readonly label: string; readonly folder: string; readonly kind: Kind; readonly fields: readonly Field[]; readonly [option: string]: unknown }
export interface Configuration { readonly backend: Readonly<Record<string, unknown>>; readonly collections: readonly Collection[]; readonly [option: string]: unknown }

interface Named { readonly id: string; readonly name: string }

/** As content/learn/editor.yaml has it. */
const readBackend = (root: string): Readonly<Record<string, unknown>> => parse(readFileSync(join(root, 'content/learn/editor.yaml'), 'utf8')) as Record<string, unknown>

/** Origins that the page may ask: those of the backend, none where it is only a name (.invalid). */
export const originsOf = (backend: Readonly<Record<string, unknown>>): string[] =>
  [...new Set(Object.values(backend).flatMap((value) => (typeof value === 'string' && /^https?:/.test(value) && !new URL(value).hostname.endsWith('.invalid') ? [new URL(value).origin] : [])))]

/** `root` is the repository's, whose topics and categories become what can be chosen. */
export function cmsConfiguration(root: string): Configuration {
  const read = (file: string): unknown => parse(readFileSync(join(root, file), 'utf8'))
  const { scenes, hazards, audiences } = read('content/learn/topics.yaml') as Record<'scenes' | 'hazards' | 'audiences', Named[]>
  const { categories } = read('content/county/categories.yaml') as { categories: Named[] }
  const lists = globSync('content/learn/checklists/*.yaml', { cwd: root }).toSorted().map((file) => ({ value: basename(file, '.yaml'), label: (read(file) as { title: string }).title }))
  const choices = { ...choicesOf({ scenes, hazards, audiences, categories }), checklists: lists }
  const collections = (Object.keys(KINDS) as Kind[]).flatMap((kind) => foldersOf(kind, scenes).map(({ folder, label }) => collectionOf(kind, folder, label, choices)))
  return {
    load_config_file: false, locale: 'zh-CN', app_title: '安哨内容编辑', backend: readBackend(root), media_folder: 'site/public/learn', public_folder: '/learn',
    slug: { encoding: 'ascii' },
    output: { omit_empty_optional_fields: true, yaml: { indent_size: 2 } },
    collections,
  }
}

function choicesOf({ scenes, hazards, audiences, categories }: Record<'scenes' | 'hazards' | 'audiences' | 'categories', readonly Named[]>): Choices {
  const plain = (list: readonly Named[]): Option[] => list.map(({ id, name }) => ({ value: id, label: name }))
  const coded = categories.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))
  return { scene: plain(scenes), hazards: plain(hazards), hazard: plain(hazards), audience: plain(audiences), categories: coded, category: coded }
}

/** Knowledge lies in a folder for each scene, cards in one for each language. */
function foldersOf(kind: Kind, scenes: readonly Named[]): { folder: string; label: string }[] {
  const { folder, name } = KINDS[kind]
  if (kind === 'knowledge') return scenes.map((scene) => ({ folder: `${folder}/${scene.id}`, label: `${name}·${scene.name}` }))
  if (kind === 'emergency') return [{ folder: `${folder}/zh`, label: name }, { folder: `${folder}/en`, label: `${name}·英文` }]
  return [{ folder, label: name }]
}

function collectionOf(kind: Kind, folder: string, label: string, choices: Choices): Collection {
  const { ending, schema } = KINDS[kind]
  const markdown = ending === '.md'
  const fields = fieldsOf(kind, schema, choices)
  const title = kind === 'faq' ? 'question' : kind === 'calendar' ? 'name' : kind === 'campaigns' ? 'year' : 'title'
  const body: Field = { name: 'body', label: '正文', widget: 'markdown', required: true, hint: '小标题用 ##；写到法条、罚款、金额，句末加〔1〕', modes: ['raw'], editor_components: [] }
  return {
    name: folder.replace('/', '-'), label, kind, folder: `content/learn/${folder}`, identifier_field: title,
    extension: ending.slice(1), format: markdown ? 'yaml-frontmatter' : 'yaml',
    slug: { template: '{{fields._slug}}', editable: ['create'], hint: '会成为网址：小写英文字母、数字和 -', pattern: ['^[a-z0-9]+(?:-[a-z0-9]+)*$', '只用小写英文字母、数字和 -'] },
    editor: { preview: false }, thumbnail: false,
    fields: markdown ? [...fields, body] : fields,
  }
}
