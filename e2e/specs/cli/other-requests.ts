/** Lines for which Cutaway asks the engine otherwise than the docker command, with the reason. */
export const OTHER_REQUESTS: Readonly<Record<string, string>> = {};
