/** What is used of jstat, which comes without types. */
declare module 'jstat' {
  interface StudentT {
    /** Share of the distribution up to x. */
    cdf(x: number, degreesOfFreedom: number): number;
    /** The x up to which a share of the distribution lies. */
    inv(share: number, degreesOfFreedom: number): number;
  }
  const jstat: { readonly studentt: StudentT };
  export = jstat;
}
