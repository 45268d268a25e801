import { ACKNOWLEDGE_ANNOTATION, parseAnnotation } from '../acknowledgements/parse-annotation.ts';
import { kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';

const code = 'acknowledgement-unusable';

/** docs/findings/acknowledgement-unusable.md: somebody meant to mute a finding, and it is not understood. */
export const acknowledgementUnusable: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, { snapshot }) => {
    const { problems } = parseAnnotation(service.service);
    if (problems.length === 0) return [];
    const name = shellWord(service.service.name);
    const annotation = `get service ${name} -o jsonpath='{.metadata.annotations.${ACKNOWLEDGE_ANNOTATION}}'`;
    return [
      serviceFinding(service, {
        code,
        severity: 'info',
        title: `${count(problems.length, 'acknowledgement')} on ${service.key} cannot be used`,
        impact: 'Traffic is not concerned; findings that somebody meant to acknowledge stay open.',
        evidence: problems.map((text) => ({ text, known: 'computed', source: `annotation of ${service.key}` })),
        fix: {
          text: 'Write one entry a line: the code of the finding, the last day on which it counts, and the reason.',
          commands: [
            kubectlFor(
              snapshot,
              service.service,
              `annotate service ${name} --overwrite '${ACKNOWLEDGE_ANNOTATION}=CODE until YYYY-MM-DD: REASON'`,
            ),
          ],
          patch: null,
        },
        verify: [
          { command: kubectlFor(snapshot, service.service, annotation), expect: 'CODE until YYYY-MM-DD: REASON' },
        ],
      }),
    ];
  },
};
