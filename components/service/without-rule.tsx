import { Network } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/section.tsx';

export function WithoutRule() {
  return (
    <Section id="path" title="Path of a connection" term="path">
      <EmptyState icon={Network} title="No rule to follow">
        The Service asks for no load balancing rule: it has no port, or every port is annotated to have none.
      </EmptyState>
    </Section>
  );
}
