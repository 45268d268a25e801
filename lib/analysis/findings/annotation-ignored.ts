import { type IgnoredAnnotation, ignoredAnnotations } from '../azure/ignored-annotations.ts';
import { fieldCommand, kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { count, names } from './wording.ts';

const code = 'annotation-ignored';

/** docs/findings/annotation-ignored.md: the Service says something that the controller does not listen to. */
export const annotationIgnored: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    const ignored = ignoredAnnotations(service.service, model.config);
    if (ignored.length === 0) return [];
    const { service: object } = service;
    const keys = ignored.map((entry) => entry.key);
    return [
      serviceFinding(service, {
        code,
        severity: 'low',
        title: `${count(ignored.length, 'annotation')} of ${service.key} without effect: ${names(keys.map(shortKey))}`,
        impact: 'Traffic is not handled as the annotation says; nobody is told.',
        evidence: ignored.slice(0, 10).map(({ key, because }: IgnoredAnnotation) => ({
          text: `${key}: ${because}`,
          known: 'computed' as const,
          source: `Service ${service.key}`,
        })),
        fix: {
          text: 'Use the key that has the effect you want, and remove the one that has none.',
          commands: ignored
            .slice(0, 5)
            .map(({ key }) => kubectlFor(model.snapshot, object, `annotate service ${shellWord(object.name)} ${key}-`)),
          patch: null,
        },
        verify: [
          {
            command: fieldCommand(model.snapshot, object, '.metadata.annotations'),
            expect: 'none of these keys',
          },
        ],
      }),
    ];
  },
};

function shortKey(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}
