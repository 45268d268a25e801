'use client';

import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { chosenOf } from './choice.tsx';
import { type ControlsProps, Line } from './controls.tsx';
import { NodeChoice, nodesOf } from './node-choice.tsx';

/** What makes a node leave. */
export function NodeControls({ state, busy, send }: ControlsProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const nodes = nodesOf(state);
  const chosen = chosenOf(nodes, ({ name }) => name, wanted);
  if (chosen === null) return null;
  const act = (what: 'evict' | 'drain' | 'kill') => send({ action: { do: what, node: chosen.name } });
  return (
    <Line>
      <NodeChoice label="Node" nodes={nodes} chosen={chosen} onChoose={setWanted} />
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
  );
}
