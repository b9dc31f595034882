import { isIP } from 'node:net';

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
const EVERYWHERE = ['0.0.0.0', '::'];

/** Whether a host is this machine alone. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host) || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Whether a host means every address of this machine. */
export function isEverywhere(host: string): boolean {
  return EVERYWHERE.includes(host);
}

/**
 * Makes the test of a request's `Host` header against the host that is served. A page of another site can have its
 * own name lead to this machine (DNS rebinding) and then read what is served here; it cannot change the name that
 * its requests carry. Served everywhere, every address is good, for an address is no name that can be led elsewhere.
 */
export function hostCheck(host: string, machine: string): (header: string | undefined) => boolean {
  const names = new Set(
    (isLoopback(host) || isEverywhere(host) ? [...LOOPBACK, host] : [host]).map((name) => name.toLowerCase()),
  );
  if (isEverywhere(host)) for (const name of [machine, `${machine}.local`]) names.add(name.toLowerCase());
  return (header) => {
    const name = hostName(header);
    return name !== undefined && (names.has(name) || (isEverywhere(host) && isIP(name) !== 0));
  };
}

/** The name in a `Host` header, without its port and the brackets of an IPv6 address. */
function hostName(header = ''): string | undefined {
  const parts = /^(?:\[([\da-f:.]+)\]|([^:[\]/\s]+?)\.?)(?::\d*)?$/i.exec(header);
  return (parts?.[1] ?? parts?.[2])?.toLowerCase();
}
