'use client';

import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { BreakAndMend } from './break-and-mend.tsx';
import { nodeBreakages } from './breakages.ts';
import { Choice, chosenOf } from './choice.tsx';
import { type ControlsProps, first, Line } from './controls.tsx';

/** What makes a node leave, and what of it can be broken. Spot nodes on top: they leave most often. */
export function NodeControls({ state, busy, send }: ControlsProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const nodes = first(
    state.nodes.filter(({ machine }) => machine !== 'gone'),
    ({ spot }) => spot,
  );
  const chosen = chosenOf(nodes, ({ name }) => name, wanted);
  if (chosen === null) return null;
  const options = nodes.map(({ name, spot, machine }) => {
    const more = [...(spot ? ['spot'] : []), ...(machine === 'running' ? [] : [machine])];
    return { value: name, label: [name, ...more].join(' · ') };
  });
  const act = (what: 'evict' | 'drain' | 'kill') => send({ action: { do: what, node: chosen.name } });
  return (
    <div className="grid content-start gap-2">
      <Line>
        <Choice label="Node" value={chosen.name} options={options} onChoose={setWanted} />
        <Button
          disabled={busy || !chosen.spot}
          title={chosen.spot ? undefined : 'Only spot nodes are evicted'}
          onClick={() => act('evict')}
        >
          Evict
        </Button>
        <Button disabled={busy} onClick={() => act('drain')}>
          Drain
        </Button>
        <Button disabled={busy} onClick={() => act('kill')}>
          Kill
        </Button>
      </Line>
      <BreakAndMend label="Its part" breakages={nodeBreakages(chosen.name)} busy={busy} send={send} />
    </div>
  );
}
