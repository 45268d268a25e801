import path from 'node:path';
import type { User } from '@kubernetes/client-node';
import { propertyOf } from '../../../snapshot/wire/plain-object.ts';

/** A kubeconfig user as the client library knows it, and what the library leaves out. */
export interface KubeUser {
  readonly user: User;
  /** Sent as Impersonate-Group and Impersonate-Uid. */
  readonly impersonate: { readonly groups: readonly string[]; readonly uid: string | null };
}

/** Completes a user from its entry in the file: paths made absolute, token files and impersonated groups kept. */
export function completeUser(user: User, users: unknown, folder: string): KubeUser {
  const entry = Array.isArray(users) ? users.find((each) => propertyOf(each, 'name') === user.name) : undefined;
  const settings = propertyOf(entry, 'user');
  const tokenFile = propertyOf(settings, 'tokenFile');
  const groups = propertyOf(settings, 'as-groups');
  const uid = propertyOf(settings, 'as-uid');
  return {
    user: {
      ...user,
      // The library rotates a token file only when it is named the way in-cluster access names it.
      ...(typeof tokenFile === 'string' ? { authProvider: tokenFileProvider(path.resolve(folder, tokenFile)) } : {}),
      ...(user.exec ? { exec: { ...user.exec, command: absoluteCommand(user.exec.command, folder) } } : {}),
    },
    impersonate: {
      groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
      uid: typeof uid === 'string' ? uid : null,
    },
  };
}

function tokenFileProvider(tokenFile: string) {
  return { name: 'tokenFile', config: { tokenFile } };
}

/** A bare name is looked for in PATH, a relative path starts from the kubeconfig's folder. */
function absoluteCommand(command: unknown, folder: string): unknown {
  if (typeof command !== 'string' || !command.includes('/') || path.isAbsolute(command)) return command;
  return path.join(folder, command);
}
