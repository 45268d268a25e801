type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const LEVELS = new Set(['none', 'note', 'warning', 'error']);
const SUPPRESSIONS = new Set(['inSource', 'external']);
const STATUSES = new Set(['accepted', 'underReview', 'rejected']);
/** A URI reference (RFC 3986) without fragment: what may stand in it, and percent signs only before two digits. */
const URI = /^(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=[\]]|%[0-9A-Fa-f]{2})+$/;

/** What SARIF 2.1.0 (OASIS standard with errata 01) demands of a log and is not so. */
export function sarifFaults(log: unknown): readonly string[] {
  const runs = listOf(at(log, 'runs'));
  return [
    ...(at(log, 'version') === '2.1.0' ? [] : ['3.13.2: version is not 2.1.0']),
    ...(Array.isArray(at(log, 'runs')) ? [] : ['3.13.4: runs is no array']),
    ...runs.flatMap((run, index) => runFaults(run).map((fault) => `run ${index}: ${fault}`)),
  ];
}

function runFaults(run: Json): readonly string[] {
  const rules = listOf(at(run, 'tool', 'driver', 'rules'));
  const ids = rules.map(({ id }) => id);
  const results = listOf(run.results);
  const prints = results.map((result) => JSON.stringify(result.partialFingerprints));
  return [
    ...(isText(at(run, 'tool', 'driver', 'name')) ? [] : ['3.19.8: the driver has no name']),
    ...(new Set(ids).size === ids.length ? [] : ['3.49.3: two rules have one id']),
    ...rules.flatMap(ruleFaults),
    ...listOf(run.invocations).flatMap((one) =>
      typeof one.executionSuccessful === 'boolean' ? [] : ['3.20.14: an invocation does not say whether it succeeded'],
    ),
    ...listOf(at(run, 'invocations', '0', 'toolExecutionNotifications')).flatMap((one) =>
      isText(at(one, 'message', 'text')) ? [] : ['3.58.5: a notification without a message'],
    ),
    ...results.flatMap((result) => resultFaults(result, ids)),
    ...(new Set(prints).size === prints.length ? [] : ['3.27.17: two results cannot be told apart']),
  ];
}

function ruleFaults(rule: Json): readonly string[] {
  return [
    ...(isText(rule.id) ? [] : ['3.49.3: a rule has no id']),
    ...(isText(at(rule, 'shortDescription', 'text')) ? [] : ['3.49.9: a rule has no short description']),
    ...(isText(at(rule, 'help', 'text')) ? [] : ['3.49.13: a rule has no help']),
  ];
}

function resultFaults(result: Json, ids: readonly unknown[]): readonly string[] {
  const { ruleId, ruleIndex, level } = result;
  const faults = [
    ...(isText(at(result, 'message', 'text')) ? [] : ['3.27.11: no message']),
    ...(typeof level === 'string' && LEVELS.has(level) ? [] : [`3.27.10: level ${String(level)}`]),
    ...(typeof ruleIndex === 'number' && ids[ruleIndex] === ruleId ? [] : ['3.27.6: ruleIndex is not that of ruleId']),
    ...(listOf(result.locations).length > 0 ? [] : ['3.27.12: no location']),
    ...listOf(result.locations).flatMap(locationFaults),
    ...listOf(result.suppressions).flatMap(({ kind, status }) =>
      SUPPRESSIONS.has(String(kind)) && STATUSES.has(String(status)) ? [] : ['3.35: a suppression of no kind'],
    ),
    ...Object.values(isObject(result.partialFingerprints) ? result.partialFingerprints : {}).flatMap((print) =>
      isText(print) ? [] : ['3.27.17: a fingerprint that is no text'],
    ),
  ];
  return faults.map((fault) => `${String(ruleId)}: ${fault}`);
}

function locationFaults(location: Json): readonly string[] {
  const uri = at(location, 'physicalLocation', 'artifactLocation', 'uri');
  return [
    ...(isText(uri) && URI.test(uri) ? [] : [`3.4.3: ${String(uri)} is no URI reference`]),
    ...listOf(location.logicalLocations).flatMap((one) =>
      isText(one.name) || isText(one.fullyQualifiedName) ? [] : ['3.33.2: a logical location without a name'],
    ),
  ];
}
