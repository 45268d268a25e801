import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { routeAddresses } from '../testing/route-of.ts';
import { openapi } from './openapi.ts';

const text = JSON.stringify(openapi());
const description = z
  .object({
    openapi: z.string(),
    paths: z.record(z.string(), z.object({ get: z.object({ parameters: z.array(z.object({ name: z.string() })) }) })),
    components: z.object({ schemas: z.record(z.string(), z.looseObject({ type: z.string().optional() })) }),
  })
  .parse(JSON.parse(text));

describe('the description of the API', () => {
  test('describes every route, and no other', () => {
    const described = Object.keys(description.paths).sort();
    expect(described).toEqual(
      routeAddresses()
        .filter((address) => address !== '/api/{path}')
        .sort(),
    );
  });

  test('refers only to schemas that it holds', () => {
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    const names = new Set(references.map((match) => match[1] ?? ''));
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => !(name in description.components.schemas))).toEqual([]);
    expect(text).not.toContain('"$ref":"#/$defs');
  });

  test('leaves room for fields of later releases', () => {
    expect(text).not.toContain('"additionalProperties":false');
    expect(description.components.schemas.Report?.type).toBe('object');
  });

  test('names the parameters of the path', () => {
    const service = description.paths['/api/v1/clusters/{cluster}/services/{namespace}/{name}'];
    expect(service?.get.parameters.map((parameter) => parameter.name)).toEqual(['cluster', 'namespace', 'name']);
  });

  test('describes what pages may do to the embedded AKS, and that nothing else is ever changed', () => {
    const methods = z.record(z.string(), z.record(z.string(), z.unknown())).parse(JSON.parse(text).paths);
    const changing = Object.entries(methods).filter(([, path]) => Object.keys(path).some((method) => method !== 'get'));
    expect(changing.map(([path]) => path)).toEqual(['/api/v1/embedded']);
    expect(methods['/api/v1/embedded']?.post).toMatchObject({
      operationId: 'commandEmbedded',
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/EmbeddedCommand' } } } },
      responses: { 200: {}, 400: {}, 403: {}, 415: {}, 503: {} },
    });
    const command = z.object({ anyOf: z.array(z.object({ required: z.array(z.string()) })) });
    const { anyOf } = command.parse(description.components.schemas.EmbeddedCommand);
    expect(anyOf.flatMap(({ required }) => required)).toEqual(['action', 'speed', 'run']);
  });
});
