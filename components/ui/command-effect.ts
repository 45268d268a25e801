/** What running a command does to the cluster or to Azure. We never run any of them. */
export type CommandEffect = 'reads' | 'changes';

const readOnlyCommands: readonly RegExp[] = [
  /^kubectl\b.*?\s(get|describe|logs|top|explain|diff|auth\s+can-i|api-resources|version)\b/,
  /^kubectl\b.*--dry-run(=server|=client)?(\s|$)/,
  /^kubectl\b.*?\sdebug\b.*\s(curl|nc|wget)\b/,
  /^az\b.*?\s(list|show|check-[a-z-]+|list-[a-z-]+|get-[a-z-]+)(\s|$)/,
  /^az\s+rest\b(?!.*--method\s+(put|patch|delete))/i,
  /^(curl|nc|dig|nslookup|nmap|jq|grep|openssl)\b/,
];

/** Anything not known to be harmless counts as a change, so that it is marked. */
export function commandEffect(command: string): CommandEffect {
  const firstLine = command.trimStart();
  return readOnlyCommands.some((pattern) => pattern.test(firstLine)) ? 'reads' : 'changes';
}
