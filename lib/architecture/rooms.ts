/** A folder and what its files may use. The table of AGENTS.md, in a form that a machine can hold against the code. */
export interface Room {
  readonly path: string;
  /** Rooms it may import besides itself; a path covers everything under it. */
  readonly imports: readonly string[];
  /** Packages it may import; null: any. */
  readonly packages: readonly string[] | null;
  /** Pure: the same input gives the same output, in the browser too. */
  readonly pure: boolean;
}

const pure = { packages: [], pure: true } as const;
const free = { packages: null, pure: false } as const;

export const rooms: readonly Room[] = [
  { path: 'lib/snapshot', imports: [], ...pure, packages: ['zod'] },
  { path: 'lib/report', imports: ['lib/snapshot'], ...pure, packages: ['zod'] },
  { path: 'lib/analysis', imports: ['lib/snapshot', 'lib/report'], ...pure },
  { path: 'lib/sources', imports: ['lib/snapshot'], ...free },
  { path: 'lib/collector', imports: ['lib/snapshot', 'lib/analysis', 'lib/report', 'lib/sources'], ...free },
  { path: 'lib/server', imports: ['lib'], ...free },
  { path: 'lib/architecture', imports: [], ...free },
  { path: 'components', imports: ['lib/snapshot', 'lib/report', 'lib/analysis'], ...free },
  { path: 'app', imports: ['lib/server', 'lib/report', 'components'], ...free },
  // The command line starts the embedded AKS, in a process of its own.
  { path: 'cli', imports: ['lib', 'simulator'], ...free },
  // The soak measures the simulator itself, and the dashboard's client against it.
  { path: 'bench/soak', imports: ['lib', 'bench', 'simulator'], ...free },
  // Memory is measured under the flags of `npm start`.
  { path: 'bench', imports: ['lib', 'cli/bootstrap'], ...free },
  { path: 'simulator', imports: [], ...free },
  { path: 'e2e/conformance', imports: ['lib', 'simulator', 'fixtures'], ...free },
  { path: 'e2e/stories', imports: ['e2e/conformance', 'lib', 'simulator'], ...free },
  { path: 'e2e/pictures', imports: ['e2e/conformance', 'e2e/stories', 'simulator'], ...free },
  { path: 'e2e', imports: [], ...free },
];

/** Node's own modules, React and Next: what keeps a pure room from running anywhere. */
export const impureText: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /\bDate\.now\(/, name: 'Date.now()' },
  { pattern: /\bnew Date\(\)/, name: 'new Date() without a time' },
  { pattern: /\bperformance\.now\(/, name: 'performance.now()' },
  { pattern: /\bMath\.random\(/, name: 'Math.random()' },
  { pattern: /\bcrypto\.(randomUUID|getRandomValues)\(/, name: 'random bytes' },
  { pattern: /\bset(Timeout|Interval|Immediate)\(/, name: 'timers' },
  { pattern: /\bprocess\./, name: 'process' },
  { pattern: /\bfetch\(/, name: 'fetch' },
  { pattern: /\bconsole\./, name: 'console' },
];

export function roomOf(path: string): Room | null {
  const name = path.replace(/\.test\.tsx?$/, '');
  return rooms.find((room) => isUnder(name, room.path)) ?? null;
}

export function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Tests and what only they use: they may read files and any room of lib, to compare the parts with one another. */
export function isTestFile(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /\/(testing\/|arbitrary-)/.test(path);
}
