import { describe, expect, it } from 'vitest';
import { reviewFromProtobuf } from './protobuf.ts';

const field = (number: number, content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
};

const envelope = (kind: string, raw: Buffer): string =>
  `k8s\u0000${Buffer.concat([field(1, Buffer.concat([field(1, 'authorization.k8s.io/v1'), field(2, kind)])), field(2, raw)]).toString('latin1')}`;

describe('reviewFromProtobuf', () => {
  it('reads what kubectl auth can-i asks', () => {
    const attributes = Buffer.concat([
      field(1, 'shop'),
      field(2, 'list'),
      field(3, 'apps'),
      field(4, '*'),
      field(5, 'deployments'),
    ]);
    const review = reviewFromProtobuf(envelope('SelfSubjectAccessReview', field(2, field(1, attributes))));
    expect(JSON.parse(review ?? '')).toMatchObject({
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { namespace: 'shop', verb: 'list', group: 'apps', resource: 'deployments' } },
    });
  });

  it.each([
    ['another kind', envelope('Pod', Buffer.alloc(0))],
    ['JSON', '{}'],
    ['a cut message', 'k8s\u0000\u0080'],
  ])('refuses %s', (_what, body) => {
    expect(reviewFromProtobuf(body)).toBeNull();
  });
});
