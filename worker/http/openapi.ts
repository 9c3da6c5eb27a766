import * as z from 'zod/mini'
import { profile } from '#contract/county/profile.ts'
import { BYTES_TYPE, INPUT_HEADER, type Endpoint } from '#contract/endpoint.ts'
import { ErrorBody, STATUS_BY_CODE } from '#contract/errors.ts'
import { OPERATIONS } from '#contract/operations.ts'

type AnyEndpoint = Endpoint<string, z.ZodMiniType, z.ZodMiniType>
const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output') => z.toJSONSchema(schema, { io, unrepresentable: 'any' })
/** Bytes that the Worker cannot open. */
const SEALED = { [BYTES_TYPE]: { schema: { type: 'string', format: 'binary' } } }
const json = (schema: object) => ({ 'application/json': { schema } })

/** OpenAPI 3.1 of every operation, made from the contract that the Worker itself enforces. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return { openapi: '3.1.0', info: { title: `${profile.name} · 安哨`, version: '1' }, paths }
}

function describe(operation: AnyEndpoint): object {
  const inPath = [...operation.path.matchAll(/:(\w+)/g)].map((match) => ({ name: match[1], in: 'path', required: true, schema: { type: 'string' } }))
  return {
    operationId: operation.name,
    summary: operation.summary,
    'x-access': operation.access,
    parameters: [...inPath, ...(operation.method === 'GET' ? namedIn(operation, 'query') : operation.bytes === 'in' ? namedIn(operation, 'header', INPUT_HEADER) : [])],
    ...(operation.bytes === 'in' && { requestBody: { required: true, content: SEALED } }),
    ...(operation.method === 'POST' && { requestBody: { required: true, content: json(schemaOf(operation.input, 'input')) } }),
    responses: {
      200: { description: 'OK', content: operation.bytes === 'out' ? SEALED : json(schemaOf(operation.ok, 'output')) },
      default: { description: `No, and why: ${Object.keys(STATUS_BY_CODE).join(', ')}`, content: json(schemaOf(ErrorBody, 'output')) },
    },
  }
}

function namedIn(operation: AnyEndpoint, place: 'query' | 'header', prefix = ''): object[] {
  const { properties = {}, required = [] } = schemaOf(operation.input, 'input') as { properties?: Record<string, object>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({ name: prefix + name, in: place, required: required.includes(name), schema }))
}
