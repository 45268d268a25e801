export interface HealthFileName {
  readonly loadBalancer: string;
  readonly rule: string;
}

const HEALTH_FILE = /^azure\/health\/([^/]+)\/([^/]+)\.json$/;

/** A name as one step of a path; never `.` or `..`. */
function toStep(name: string): string {
  return encodeURIComponent(name).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'));
}

function fromStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** Where the health answer of one rule lies in a bundle. */
export function healthPath({ loadBalancer, rule }: HealthFileName): string {
  return `azure/health/${toStep(loadBalancer)}/${toStep(rule)}.json`;
}

/** Null: not the path of a health answer. */
export function parseHealthPath(path: string): HealthFileName | null {
  const match = HEALTH_FILE.exec(path);
  return match?.[1] && match[2] ? { loadBalancer: fromStep(match[1]), rule: fromStep(match[2]) } : null;
}
