/** What Ruby takes for true: everything but nil and false. */
export function isTruthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}
