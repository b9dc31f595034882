/** Opens an address in the browser that the computer's owner has chosen; rejects where there is none. */
export async function openInBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  const opener = await open(url);
  await new Promise<void>((resolve, reject) => {
    opener.once('error', reject);
    opener.once('spawn', resolve);
  });
}
