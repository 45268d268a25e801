import { type StateWords, verdictOrder, verdictWords } from '../status-vocabulary.ts';
import { StateIcon } from '../ui/state-icon.tsx';

/** What the shapes and the hatching of the map mean. */
export function MapLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft" aria-label="Legend">
      {verdictOrder.map((verdict) => (
        <Entry key={verdict} state={verdictWords[verdict]} />
      ))}
      <li className="flex items-center gap-1">
        <span aria-hidden="true" className="hatched inline-block size-3 border border-line-strong" />
        spot machine
      </li>
    </ul>
  );
}

function Entry({ state }: { readonly state: StateWords }) {
  return (
    <li className="flex items-center gap-1" title={state.sentence}>
      <StateIcon state={state} />
      {state.word}
    </li>
  );
}
