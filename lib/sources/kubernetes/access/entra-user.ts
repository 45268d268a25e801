import type { User } from '@kubernetes/client-node';
import { propertyOf } from '../../../snapshot/wire/plain-object.ts';
import { type Authenticator, setBearerToken } from './authenticator.ts';

/** Gives Entra tokens; a TokenCredential of the Azure libraries is one. */
export interface EntraCredential {
  getToken(scope: string): Promise<{ readonly token: string } | null>;
}

/** The AKS server application, the same in every tenant and cloud. */
const AKS_SERVER_ID = '6dae42f8-4368-4678-94ff-3960e28e3630';
const KUBELOGIN = /(^|[\\/])kubelogin(\.exe)?$/i;
const PROVIDER = 'entra-credential';

/**
 * The server application that this user asks Entra for a token of; null: the user signs in in another way, or with
 * proof-of-possession tokens, which only kubelogin makes.
 */
export function entraServerId(user: User): string | null {
  const command: unknown = propertyOf(user.exec, 'command');
  if (typeof command === 'string' && KUBELOGIN.test(command)) {
    const found: unknown = propertyOf(user.exec, 'args');
    const args = Array.isArray(found) ? found.map(String) : [];
    if (args.includes('--pop-enabled')) return null;
    return optionOf(args, '--server-id') ?? AKS_SERVER_ID;
  }
  if (propertyOf(user.authProvider, 'name') !== 'azure') return null;
  const configured = propertyOf(propertyOf(user.authProvider, 'config'), 'apiserver-id');
  return typeof configured === 'string' && configured !== '' ? configured : AKS_SERVER_ID;
}

function optionOf(args: readonly string[], name: string): string | null {
  const index = args.indexOf(name);
  if (index !== -1) return args[index + 1] ?? null;
  return args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}

/** The same user, signing in with our own credential instead of a program on this machine. */
export function withEntraCredential(user: User, serverId: string): User {
  return { name: user.name, authProvider: { name: PROVIDER, config: { serverId } } };
}

export function entraAuthenticator(credential: EntraCredential): Authenticator {
  return {
    isAuthProvider: (user) => propertyOf(user.authProvider, 'name') === PROVIDER,
    async applyAuthentication(user, options) {
      const serverId = propertyOf(propertyOf(user.authProvider, 'config'), 'serverId');
      const token = await credential.getToken(`${String(serverId)}/.default`);
      if (token === null) throw new Error('Entra gave no token for the cluster');
      setBearerToken(options, token.token);
    },
  };
}
