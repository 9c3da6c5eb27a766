/** The forms of the editor's page, made of the schemas of site/learn/schema.ts: a key that is in one is in the other. */
import type { z } from 'astro/zod'
import { Day } from '../../learn/schema.ts'
import { namedKey, VALUES } from '../names.ts'

/** What Sveltia CMS calls a field; of its options, those that are used here. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly widget: string
  readonly required: boolean
  readonly hint?: string
  readonly [option: string]: unknown
}

export interface Option { readonly label: string; readonly value: string | number }
/** Words to choose from, by the key in which they are written. */
export type Choices = Readonly<Record<string, readonly Option[]>>

type Schema = z.core.$ZodType & { readonly def: z.core.$ZodTypeDef & Record<string, unknown> }

/** The fields of an object schema. Throws where a key has no Chinese name in site/editing/names.ts, or a kind of value that no form can hold. */
export function fieldsOf(kind: string, schema: z.core.$ZodType, choices: Choices, path: readonly string[] = []): Field[] {
  return Object.entries((schema as Schema).def['shape'] as Record<string, Schema>).map(([key, value]) => fieldOf(kind, [...path, key], value, choices))
}

function fieldOf(kind: string, path: readonly string[], schema: Schema, choices: Choices): Field {
  const name = path.at(-1) ?? ''
  const named = namedKey(kind, path)
  if (named === null) throw new Error(`${kind}.${path.join('.')} has no name in site/editing/names.ts`)
  const { inner, required } = unwrap(schema)
  const { widget, ...rest } = widgetOf(kind, path, inner, choices)
  return { name, label: named.label, widget, required, ...(named.hint !== null && { hint: named.hint }), ...rest }
}

interface Widget { readonly widget: string; readonly [option: string]: unknown }

function widgetOf(kind: string, path: readonly string[], schema: Schema, choices: Choices): Widget {
  const key = path.at(-1) ?? ''
  if (schema === (Day as unknown)) return { widget: 'datetime', type: 'date', format: 'YYYY-MM-DD' }
  const { minimum, maximum } = limitsOf(schema)
  const bounds = { ...(minimum !== undefined && { min: minimum }), ...(maximum !== undefined && { max: maximum }) }
  const options = choices[key]
  switch (schema.def.type) {
    case 'object':
      return { widget: 'object', collapsed: false, fields: fieldsOf(kind, schema, choices, path) }
    case 'enum':
      return { widget: 'select', options: Object.values(schema.def['entries'] as Record<string, string>).map((value) => ({ value, label: VALUES[value] === undefined ? value : `${value} ${VALUES[value]}` })) }
    case 'array':
      return options === undefined ? { widget: 'list', ...bounds, ...elementOf(kind, path, unwrap(schema.def['element'] as Schema).inner, choices) } : { widget: 'select', multiple: true, options, ...bounds }
    case 'number':
      return { widget: 'number', value_type: 'int', step: 1, ...bounds }
    case 'string':
      return options === undefined ? textOf(schema) : { widget: 'select', options }
    default:
      throw new Error(`${kind}.${path.join('.')} is a ${schema.def.type}, for which there is no form`)
  }
}

/** A list of groups shows its groups; a list of words, one word a line. */
function elementOf(kind: string, path: readonly string[], element: Schema, choices: Choices): Record<string, unknown> {
  if (element.def.type === 'object') {
    const fields = fieldsOf(kind, element, choices, path)
    return { fields, summary: `{{${fields[0]?.name ?? ''}}}`, collapsed: fields.length > 4 ? 'auto' : false }
  }
  const key = path.at(-1) ?? ''
  return { field: { name: key, label: namedKey(kind, path)?.label ?? key, required: true, ...widgetOf(kind, [...path.slice(0, -1), ''], element, choices) } }
}

function textOf(schema: Schema): Widget {
  const { minimum, maximum, pattern } = limitsOf(schema)
  return {
    widget: maximum !== undefined && maximum > 60 ? 'text' : 'string',
    ...(minimum !== undefined && minimum > 1 && { minlength: minimum }),
    ...(maximum !== undefined && { maxlength: maximum }),
    ...(pattern !== undefined && { pattern: [pattern.source, '写法不对，看看下面的说明'] }),
  }
}

interface Limits { readonly minimum?: number; readonly maximum?: number; readonly pattern?: RegExp }

/** The checks of a schema, as Zod keeps them: lengths of texts and lists, sizes of numbers, one pattern. */
function limitsOf(schema: Schema): Limits {
  const checks = (schema.def.checks ?? []).map(({ _zod: { def } }) => def as unknown as Record<string, unknown>)
  return Object.assign({}, ...checks.map((def): Limits => ({
    ...((def['check'] === 'min_length' || def['check'] === 'greater_than') && { minimum: Number(def['minimum'] ?? def['value']) }),
    ...((def['check'] === 'max_length' || def['check'] === 'less_than') && { maximum: Number(def['maximum'] ?? def['value']) }),
    ...(def['pattern'] instanceof RegExp && { pattern: def['pattern'] }),
  }))) as Limits
}

/** Below optional, default, nullable and preprocess lies what is written; the first three need not be. */
export function unwrap(schema: Schema): { inner: Schema; required: boolean } {
  const { type } = schema.def
  if (type === 'optional' || type === 'default' || type === 'nullable') return { inner: unwrap(schema.def['innerType'] as Schema).inner, required: false }
  if (type === 'pipe') return unwrap(schema.def['out'] as Schema)
  return { inner: schema, required: true }
}
