/** One of the handlers of Payload's REST API, as the web server calls it. */
export type RestHandler = (
  request: Request,
  args: { params: Promise<{ slug?: string[] }> },
) => Promise<Response>;
