import type { EmbeddedState } from '../../lib/report/embedded-state.ts';
import { Choice } from './choice.tsx';
import { first } from './controls.tsx';

type EmbeddedNode = EmbeddedState['nodes'][number];

/** Spot nodes on top: they are what leaves most often. */
export const nodesOf = ({ nodes }: EmbeddedState): readonly EmbeddedNode[] => first(nodes, ({ spot }) => spot);

interface NodeChoiceProps {
  readonly label: string;
  readonly nodes: readonly EmbeddedNode[];
  readonly chosen: EmbeddedNode;
  readonly onChoose: (name: string) => void;
}

export function NodeChoice({ label, nodes, chosen, onChoose }: NodeChoiceProps) {
  const options = nodes.map(({ name, spot, machine }) => {
    const more = [...(spot ? ['spot'] : []), ...(machine === 'running' ? [] : [machine])];
    return { value: name, label: [name, ...more].join(' · ') };
  });
  return <Choice label={label} value={chosen.name} options={options} onChoose={onChoose} />;
}
