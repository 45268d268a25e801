import type { z } from 'zod';
import type { OwnerReference } from '../pod.ts';
import type { ownerReferences } from './wire-fields.ts';

/** The controller of an object; null: nobody controls it. */
export function ownerOf(references: z.output<typeof ownerReferences>): OwnerReference | null {
  const owner = references?.find((reference) => reference.controller === true);
  return owner ? { kind: owner.kind, name: owner.name } : null;
}
