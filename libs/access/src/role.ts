/** What a caller may do, from least to most; each may do what the ones before it may. */
export const ROLES = ['reader', 'worker', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a role is at least another one. */
export function includesRole(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
