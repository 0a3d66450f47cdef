// The server's contract as OpenAPI 3.1, made from the contract itself: what is not in the contract cannot be in the description, and the other way round.
import { isContractProcedure } from '@orpc/contract'
import { z } from 'zod'
import type { ServiceMeta } from '#shared/contract/service/procedure.ts'
import { serviceContract } from '#shared/contract/service/service.contract.ts'

type Json = Record<string, unknown>

/** @param version of the program */
export function openApiDocument(version: string): Json {
  const paths: Json = {}
  describe(serviceContract, [], paths)
  return {
    openapi: '3.1.0',
    info: { title: 'Consilium server', version },
    components: { securitySchemes: { device: { type: 'http', scheme: 'bearer' } } },
    paths: { ...paths, ...filePaths() },
  }
}

function describe(router: object, path: readonly string[], paths: Json): void {
  for (const [name, value] of Object.entries(router)) {
    if (!isContractProcedure(value)) {
      describe(value as object, [...path, name], paths)
      continue
    }
    const { inputSchema, outputSchema, errorMap, meta } = value['~orpc']
    const { access, audit } = meta as ServiceMeta
    paths[`/api/${[...path, name].join('/')}`] = {
      post: {
        operationId: [...path, name].join('.'),
        tags: [path[0] ?? 'sync'],
        ...(access === 'anyone' ? {} : { security: [{ device: [] }] }),
        'x-access': access,
        'x-audit': audit,
        ...(inputSchema ? { requestBody: { required: true, content: wrapped(inputSchema as z.ZodType, 'input') } } : {}),
        responses: {
          200: { description: 'The answer', content: wrapped(outputSchema as z.ZodType, 'output') },
          default: { description: `One of ${Object.keys(errorMap).sort().join(', ')}` },
        },
      },
    }
  }
}

/** The wire wraps every value as `{json}`. */
function wrapped(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return { 'application/json': { schema: { type: 'object', properties: { json }, required: ['json'] } } }
}

function filePaths(): Json {
  const parameters = ['caseId', 'sha256'].map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const security = [{ device: [] }]
  const of = (description: string, responses: Record<number, string>) => ({
    parameters,
    security,
    description,
    responses: Object.fromEntries(Object.entries(responses).map(([status, text]) => [status, { description: text }])),
  })
  return {
    '/cases/{caseId}/blobs/{sha256}': {
      head: of('Whether a file of a case is complete; else how much of it is', { 200: 'complete', 404: 'not complete (upload-offset) or not yours' }),
      get: of('A file of a case, or a range of it', { 200: 'all', 206: 'the range', 404: 'not here or not yours', 416: 'outside the file' }),
      put: of('Goes on with an upload from content-range', { 200: 'complete already', 201: 'complete now', 202: 'part taken (upload-offset)', 409: 'go on from upload-offset', 422: 'the bytes are not of this hash' }),
    },
  }
}
