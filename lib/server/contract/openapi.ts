import manifest from '../../../package.json' with { type: 'json' };
import { type ApiCommand, type ApiOperation, apiOperations } from './api-operations.ts';
import { schemaComponents, schemaRef } from './schema-components.ts';

/** The description of the API, OpenAPI 3.1, from the schemas that the answers are made to. */
export function openapi(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'AKS Ingress Health',
      version: manifest.version,
      summary: manifest.description,
      description:
        'Reads only, but for what pages do to the embedded AKS. Every answer has an ETag; send it as If-None-Match to be answered with 304 until something changes.',
      license: { name: manifest.license, identifier: manifest.license },
    },
    paths: Object.fromEntries(apiOperations.map((operation) => [operation.path, pathObject(operation)])),
    components: {
      schemas: schemaComponents(),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Only where the server was started with a secret.' },
      },
    },
    security: [{}, { token: [] }],
  };
}

function pathObject(operation: ApiOperation): object {
  const { post } = operation;
  return { get: operationObject(operation), ...(post === undefined ? {} : { post: commandObject(post) }) };
}

const problems = { 'application/problem+json': { schema: schemaRef('Problem') } };

function commandObject({ id, summary, description, body, content, refusals }: ApiCommand): object {
  const refused = Object.entries(refusals).map(([status, text]) => [status, { description: text, content: problems }]);
  return {
    operationId: id,
    summary,
    description,
    requestBody: { required: true, content: body },
    responses: { 200: { description: 'Done.', content }, ...Object.fromEntries(refused) },
  };
}

function operationObject({ id, summary, path, query, content, headers }: ApiOperation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query ?? {}).map(([name, { description, schema }]) => ({
    name,
    in: 'query',
    description,
    schema,
  }));
  const inHeader = Object.entries(headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));
  return {
    operationId: id,
    summary,
    parameters: [...inPath, ...inQuery, ...inHeader],
    responses: {
      200: { description: summary, content },
      ...('application/json' in content ? { 304: { description: 'You have it already.' } } : {}),
      default: {
        description: 'What is wrong, as RFC 9457 says it.',
        content: problems,
      },
    },
  };
}
