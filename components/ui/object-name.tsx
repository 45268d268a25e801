import { CopyButton } from './copy-button.tsx';

interface ObjectNameProps {
  readonly name: string;
  /** Kind of the object, for the accessible name of the copy button. Without it there is no button. */
  readonly copy?: string;
}

const tailLength = 9;

/**
 * A name in the fixed font, cut in the middle when there is no room: names of machines and pods differ at the end.
 * Selecting, copying and hearing it gives the whole name.
 */
export function ObjectName({ name, copy }: ObjectNameProps) {
  const split = name.length > tailLength * 2 ? name.length - tailLength : name.length;
  return (
    <span className="inline-flex max-w-full min-w-0 items-center align-bottom" title={name}>
      <span className="sr-only select-none">{name}</span>
      <span aria-hidden="true" className="inline-flex min-w-0 font-mono text-xs leading-5">
        <span className="truncate">{name.slice(0, split)}</span>
        <span className="shrink-0 whitespace-pre">{name.slice(split)}</span>
      </span>
      {copy !== undefined && <CopyButton text={name} what={`the ${copy} name`} className="-my-1" />}
    </span>
  );
}
