/** Whether something is what Node throws where the system refuses a call. */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error;
}
