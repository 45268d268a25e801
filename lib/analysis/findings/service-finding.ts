import type { Finding, FindingObject } from '../../report/finding.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { docOf } from './finding-rule.ts';

type Draft = Omit<Finding, 'service' | 'objects' | 'doc'> & { readonly objects?: readonly FindingObject[] };

/** A finding about one Service; the Service itself is its first object. */
export function serviceFinding(service: ServiceModel, draft: Draft): Finding {
  const { namespace, name } = service.service;
  return {
    ...draft,
    service: { namespace, name },
    objects: [{ kind: 'Service', namespace, name }, ...(draft.objects ?? [])],
    doc: docOf(draft.code),
  };
}

export function nodeObject(name: string): FindingObject {
  return { kind: 'Node', namespace: null, name };
}
