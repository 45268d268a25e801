import { type Command, Option } from 'commander';
import { type SettingName, settings } from '../../lib/server/config/settings.ts';

/** Adds the flags of settings to a command. Answers how to read what was given, by flag name. */
export function addSettingOptions(
  command: Command,
  names: readonly SettingName[],
): (flags: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  const options = names.flatMap((name) => optionOf(name) ?? []);
  for (const { option } of options) command.addOption(option);
  command.option('--config <file>', 'JSON file with any of these settings, and with several clusters');
  return (flags) => ({
    ...Object.fromEntries(options.map(({ flag, option }) => [flag, flags[option.attributeName()]])),
    config: flags.config,
  });
}

/** Null: it cannot be set on the command line. */
function optionOf(name: SettingName): { readonly flag: string; readonly option: Option } | null {
  const { flag, takes, help, repeatable } = settings[name];
  if (flag === null) return null;
  const option = new Option(takes === null ? `--${flag}` : `--${flag} <${takes.toLowerCase()}>`, help);
  if (repeatable) option.argParser((value: string, before?: readonly string[]) => [...(before ?? []), value]);
  return { flag, option };
}
