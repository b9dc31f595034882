import type { SiteState } from '../course/index.js';

/** The configuration of a course that is served. */
export type ServedConfig = SiteState['config'];

/** Tells, when a course has another configuration, for which keys that counts only when the server is started again. */
export type OutdatedKeys = (now: ServedConfig) => readonly string[] | undefined;

/**
 * Makes what looks for such keys: those whose values differ from those that the server was started with. `port` is the one
 * that was asked for, whatever the configuration says. What is looked for answers with undefined where it has been told.
 */
export function outdatedKeys(started: ServedConfig, port: number | undefined): OutdatedKeys {
  let told: readonly string[] = [];
  return (now) => {
    const isOtherPort = port === undefined && configuredPort(now) !== configuredPort(started);
    const keys = [
      ...(isOtherPort ? ['port'] : []),
      ...(now.destination === started.destination ? [] : ['destination']),
    ];
    const isNew = keys.some((key) => !told.includes(key));
    told = keys;
    return isNew ? keys : undefined;
  };
}

/** The port that a configuration names, as Jekyll reads it. */
export function configuredPort({ raw }: Pick<ServedConfig, 'raw'>): number | undefined {
  const value = raw['port'];
  const port = typeof value === 'string' ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}
