/** What CLI 28 says before it uses the classic builder because there is no BuildKit plug-in. Cutaway starts none either. */
export const LEGACY_NOTICE = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            Install the buildx component to build images with BuildKit:
            https://docs.docker.com/go/buildx/

`;
