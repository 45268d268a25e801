import { Command } from '../ui/command.tsx';
import { Section } from '../ui/section.tsx';
import type { MissingPermission } from './prepare-missing-permissions.ts';

/** What is needed, what for, how to check it, how to grant it, and what is missing without it. */
export function MissingPermissions({ permissions }: { readonly permissions: readonly MissingPermission[] }) {
  if (permissions.length === 0) return null;
  return (
    <Section
      id="permissions"
      title="Missing permissions"
      hint="Everything else is shown. Read rights are enough; nothing here ever writes."
    >
      <ul className="divide-y divide-line">
        {permissions.map((permission) => (
          <li key={permission.key} className="grid gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-2">
            <dl className="grid content-start grid-cols-[auto_1fr] gap-x-4 gap-y-1">
              <Fact name="Resource">{permission.title}</Fact>
              <Fact name="Needs">
                <code className="font-mono text-xs">{permission.needs}</code>
              </Fact>
              <Fact name="Used for">{permission.usedFor}</Fact>
              <Fact name="Without it">{permission.without}</Fact>
            </dl>
            <div className="grid min-w-0 content-start gap-2">
              <CommandUnder title="Check" command={permission.check} what="the check" />
              <CommandUnder title={permission.grantTitle} command={permission.grant} what="the grant" />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function CommandUnder(props: { readonly title: string; readonly command: string; readonly what: string }) {
  return (
    <div className="min-w-0">
      <div className="text-xs text-soft">{props.title}</div>
      <Command command={props.command} what={props.what} />
    </div>
  );
}
