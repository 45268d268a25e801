import { describe, expect, it } from 'vitest';
import { jsonFromProtobuf } from './protobuf.ts';

const field = (number: number, content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
};

const envelope = (kind: string, raw: Buffer): string =>
  `k8s\u0000${Buffer.concat([field(1, Buffer.concat([field(1, 'authorization.k8s.io/v1'), field(2, kind)])), field(2, raw)]).toString('latin1')}`;

describe('jsonFromProtobuf', () => {
  it('reads what kubectl auth can-i asks', () => {
    const attributes = Buffer.concat([
      field(1, 'shop'),
      field(2, 'list'),
      field(3, 'apps'),
      field(4, '*'),
      field(5, 'deployments'),
    ]);
    const review = jsonFromProtobuf(envelope('SelfSubjectAccessReview', field(2, field(1, attributes))));
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
    expect(jsonFromProtobuf(body)).toBeNull();
  });

  it('reads the budget that kubectl create makes, with every label and whole numbers or percents', () => {
    const label = (key: string, value: string) => field(1, Buffer.concat([field(1, key), field(2, value)]));
    const selector = field(2, Buffer.concat([label('app', 'web'), label('tier', 'front')]));
    const percent = field(3, Buffer.concat([Buffer.from([8, 1, 16, 0]), field(3, '25%')]));
    const whole = field(1, Buffer.from([8, 0, 16, 2, 26, 0]));
    const metadata = field(1, Buffer.concat([field(1, 'web'), field(2, ''), field(3, 'shop')]));
    const read = (spec: Buffer): unknown =>
      JSON.parse(
        jsonFromProtobuf(envelope('PodDisruptionBudget', Buffer.concat([metadata, field(2, spec)]))) ?? 'null',
      );
    const matchLabels = { app: 'web', tier: 'front' };
    expect(read(Buffer.concat([selector, percent]))).toMatchObject({
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector: { matchLabels }, maxUnavailable: '25%' },
    });
    expect(read(Buffer.concat([whole, selector]))).toMatchObject({ spec: { minAvailable: 2 } });
  });
});
