export type CloudName = 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud';

/** Where one Azure cloud answers and what its tokens are for. */
export interface AzureCloud {
  readonly name: CloudName;
  readonly armEndpoint: string;
  readonly tokenScope: string;
  readonly authorityHost: string;
}

export const azureClouds: Readonly<Record<CloudName, AzureCloud>> = {
  AzureCloud: {
    name: 'AzureCloud',
    armEndpoint: 'https://management.azure.com',
    tokenScope: 'https://management.azure.com/.default',
    authorityHost: 'https://login.microsoftonline.com',
  },
  AzureUSGovernment: {
    name: 'AzureUSGovernment',
    armEndpoint: 'https://management.usgovcloudapi.net',
    tokenScope: 'https://management.core.usgovcloudapi.net/.default',
    authorityHost: 'https://login.microsoftonline.us',
  },
  AzureChinaCloud: {
    name: 'AzureChinaCloud',
    armEndpoint: 'https://management.chinacloudapi.cn',
    tokenScope: 'https://management.core.chinacloudapi.cn/.default',
    authorityHost: 'https://login.chinacloudapi.cn',
  },
};

/** The cloud whose sign-in host this is (AZURE_AUTHORITY_HOST); the public cloud when it is none of them or not set. */
export function cloudOfAuthority(authorityHost: string | undefined): AzureCloud {
  const host = hostOf(authorityHost);
  const clouds = Object.values(azureClouds);
  return clouds.find((cloud) => hostOf(cloud.authorityHost) === host) ?? azureClouds.AzureCloud;
}

function hostOf(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  const withScheme = value.includes('://') ? value : `https://${value}`;
  return URL.canParse(withScheme) ? new URL(withScheme).host : null;
}
