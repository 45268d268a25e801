import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { manifestProblems, type PlacedProblem } from './manifest-problems.ts';
import { ScenarioError } from './scenario-error.ts';
import { type Scenario, scenarioSchema } from './scenario-schema.ts';

const PROBLEMS_TOLD = 10;

/** `manifests[1].spec.ports[0].port`; the name of the file stands for the whole of it. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

/** Where a field stands, or what is around it when it is missing: 1 and up. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range != null) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function refuse(file: string, lines: readonly string[]): never {
  const more = lines.length - PROBLEMS_TOLD;
  const told = [...lines.slice(0, PROBLEMS_TOLD), ...(more > 0 ? [`and ${more} more`] : [])];
  throw new ScenarioError(`${file} cannot be used as a scenario:\n${told.map((line) => `  ${line}`).join('\n')}`);
}

/** Reads the text of a scenario file. Throws a ScenarioError with the file, the line and the field of everything that is wrong. */
export function parseScenario(text: string, file: string): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map(({ message, pos }) => `line ${lines.linePos(pos[0]).line}: ${message}`);
  if (broken.length > 0) refuse(file, broken);
  const told = ({ path, message }: PlacedProblem): string => {
    const field = fieldOf(path);
    return `line ${lineOf(document, lines, path)}: ${field === '' ? '' : `${field}: `}${message}`;
  };
  const parsed = scenarioSchema.safeParse(document.toJS());
  if (!parsed.success) refuse(file, parsed.error.issues.map(told));
  const wrong = manifestProblems(parsed.data);
  if (wrong.length > 0) refuse(file, wrong.map(told));
  return parsed.data;
}
