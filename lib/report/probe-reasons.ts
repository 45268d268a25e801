import type { ObservedSource } from './observed-report.ts';

/** Every reason code of Azure's health status API, in lower case. docs/model.md "Observed answers". */
const azureReasons: Readonly<Record<string, string>> = {
  up_probe_success: 'its probe succeeds',
  up_probe_alldownisup: 'its probe fails; every probe does, and the probe counts that as up',
  up_probe_approachingunhealthythreshold: 'its probe has begun to fail and has not failed often enough yet',
  up_admin: 'its admin state is Up, whatever the probe says',
  up_platform: 'the platform reports the machine up',
  down_probe_approachinghealthythreshold: 'its probe has begun to succeed and has not succeeded often enough yet',
  down_probe_httpstatuscodeerror: 'its probe got an HTTP status other than 200',
  down_probe_httpendpointunreachable: 'its probe was refused, reset or could not reach the port',
  down_probe_httpnoresponse: 'its probe got no HTTP answer in time',
  down_probe_tcpprobetimeout: 'its probe got no TCP connection in time',
  down_probe_nohealthybackend: 'no machine of the pool is healthy',
  down_admin: 'its admin state is Down, whatever the probe says',
  down_platform: 'the platform reports the machine down',
  na: 'Azure has not probed it yet',
  '': 'Azure gives no value; it gives none for a stopped machine',
};

const nodeAnswers: Readonly<Record<string, string>> = {
  '200': 'it answered 200',
  '503': 'it answered 503',
  open: 'it took the connection',
  refused: 'it refused the connection',
  timeout: 'it did not answer in time',
  other: 'it answered something else than 200 or 503',
};

const tables: Readonly<Record<ObservedSource, (reason: string) => string | undefined>> = {
  'azure-health': (reason) => azureReasons[reason.toLowerCase()],
  'azure-metric': (reason) => `${reason} of its probes in that minute succeeded`,
  'node-probe': (reason) => nodeAnswers[reason],
};

/** What a reason means. A code that nobody has described yet is passed on as it is. */
export function reasonWords(source: ObservedSource, reason: string): string {
  return tables[source](reason) ?? reason;
}
