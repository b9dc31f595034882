import { isIP } from 'node:net';

/**
 * Whether a host's name can be one of the public web: not this machine, not one of its own network (RFC 1918, RFC 3927,
 * RFC 4193), not a name without a domain.
 */
export function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
  if (isIP(host) === 4) return !PRIVATE_4.test(host);
  if (isIP(host) === 6) return !PRIVATE_6.test(host);
  return host.includes('.') && !/\.(?:local|localhost|internal|lan|home|corp|invalid)$/.test(host);
}

const PRIVATE_4 =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_6 = /^(?:::1?$|::ffff:|f[cd]|fe[89ab])/;
