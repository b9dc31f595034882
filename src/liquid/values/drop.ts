/** An object of Liquid's own that a template can read but that prints as the name of its class. */
export class Drop {
  constructor(
    readonly className: string,
    readonly fields: Readonly<Record<string, unknown>>,
  ) {}
}
