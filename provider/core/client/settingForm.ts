/** The form of a setting that becomes part of a host or a path. */
export interface ValueForm {
  readonly pattern: RegExp;
  /** Ends a sentence about a value without the form. */
  readonly rule: string;
}

/** Regions of all vendors look alike; a region is part of a host, a path or a signature, wherever it comes from. */
export const regionForm = (example: string): ValueForm => ({
  pattern: /^[a-z]{2}(-[a-z0-9]{1,30}){1,4}$/,
  rule: `must be a region like ${example}`,
});
