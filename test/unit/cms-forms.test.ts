/** The editor's forms and the schemas cannot drift: every key has its field, every field its key, with the same demands. */
import { z } from 'astro/zod'
import { describe, expect, it } from 'vitest'
import { cmsConfiguration, originsOf, type Collection } from '../../site/editing/cms/config.ts'
import { fieldsOf, type Field } from '../../site/editing/cms/fields.ts'
import { KINDS, KIND_NAMES } from '../../site/editing/read.ts'
import { isReading } from '../../site/offline/plan.ts'
import { ROOT } from '../support/content.ts'

const { collections, backend } = cmsConfiguration(ROOT)

interface Json { properties?: Record<string, Json>; required?: string[]; items?: Json; anyOf?: Json[] }

/** Key paths of a schema by way of JSON Schema, which has nothing in common with how the forms are made. A key that must be written ends in `!`. */
function keysOf(json: Json, path = ''): string[] {
  const inner = json.anyOf?.find(({ properties }) => properties !== undefined) ?? json
  const below = Object.entries(inner.properties ?? {}).flatMap(([key, value]) => [`${path}${key}${inner.required?.includes(key) === true ? '!' : ''}`, ...keysOf(value, `${path}${key}.`)])
  return inner.items === undefined ? below : keysOf(inner.items, path)
}

const fieldKeys = (fields: readonly Field[], path = ''): string[] =>
  fields.flatMap(({ name, required, fields: inner }) => [`${path}${name}${required ? '!' : ''}`, ...fieldKeys((inner ?? []) as Field[], `${path}${name}.`)])

const allFields = (fields: readonly Field[]): Field[] => fields.flatMap((field) => [field, ...allFields((field['fields'] ?? []) as Field[])])
const withoutBody = ({ fields }: Collection): Field[] => fields.filter(({ name }) => name !== 'body')

describe.for(KIND_NAMES)('the form of %s', (kind) => {
  const forms = collections.filter((collection) => collection.kind === kind)

  it('has a field for every key of the schema, and no other', () => {
    const json = z.toJSONSchema(KINDS[kind].schema, { io: 'input', unrepresentable: 'any' }) as Json
    const keys = keysOf(json)
    expect(keys.length).toBeGreaterThan(3)
    expect(forms.length).toBeGreaterThan(0)
    for (const form of forms) expect(fieldKeys(withoutBody(form)).toSorted((a, b) => a.localeCompare(b))).toEqual(keys.toSorted((a, b) => a.localeCompare(b)))
  })

  it('is labelled in Chinese, and offers Chinese to choose from', () => {
    for (const form of forms) {
      expect(form.label).toMatch(/[\u4e00-\u9fff]/)
      expect(allFields(form.fields).filter(({ label }) => !/[\u4e00-\u9fff]/.test(label))).toEqual([])
      const offered = allFields(form.fields).filter(({ widget, name }) => widget === 'select' && name !== 'glyph').flatMap((field) => field['options'] as { label: string }[])
      expect(offered.filter(({ label }) => !/[\u4e00-\u9fff]/.test(label))).toEqual([])
    }
  })

  it('has a body where the file has one', () => {
    for (const form of forms) expect(form.fields.some(({ name }) => name === 'body')).toBe(KINDS[kind].ending === '.md')
  })
})

it('demands the lengths of the schema', () => {
  const [form] = collections.filter(({ kind }) => kind === 'knowledge')
  const field = (name: string) => form?.fields.find((one) => one.name === name)
  expect(field('title')).toMatchObject({ minlength: 4, maxlength: 26 })
  expect(field('hazards')).toMatchObject({ widget: 'select', multiple: true, min: 1, max: 4 })
  expect(field('remember')).toMatchObject({ widget: 'list', min: 3, max: 6, field: { maxlength: 40 } })
  expect(field('reviewed')).toMatchObject({ widget: 'datetime', type: 'date' })
})

it('a key that nobody has named stops the build', () => {
  expect(() => fieldsOf('knowledge', z.strictObject({ colour: z.string() }), {})).toThrow('knowledge.colour has no name in site/editing/names.ts')
})

it('no two collections are called the same, and names of knowledge are those of the scenes', () => {
  expect(new Set(collections.map(({ name }) => name)).size).toBe(collections.length)
  expect(collections.filter(({ kind }) => kind === 'knowledge').map(({ folder }) => folder)).toContain('content/learn/knowledge/home')
})

it('asks nobody but a git host that the county names', () => {
  expect(originsOf(backend)).toEqual([])
  expect(originsOf({ name: 'gitea', base_url: 'https://git.example.gov.cn', api_root: 'https://git.example.gov.cn/api/v1', app_id: 'x' })).toEqual(['https://git.example.gov.cn'])
})

it('is nothing that a reader’s device keeps', () => {
  expect(['/edit', '/edit/edit-x.js'].filter((path) => isReading('', path) || isReading('/safety', `/safety${path}`))).toEqual([])
})
