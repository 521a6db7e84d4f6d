import { parseSearchName, parseTrialName, type Method } from '@blockqnn/api';
import type { Role } from './role.js';

/** What a method asks of its caller. */
export interface Permission<Request> {
  /** The least role that may call it. */
  readonly role: Role;
  /**
   * The field that names the search which the call is about: a search or a trial. Without one, a token for
   * certain searches may not call the method.
   */
  readonly search?: keyof Request & string;
}

/** The table of a service: a row for every method, or it does not compile. */
export type Permissions<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends Method
    ? Permission<Methods[Name]['request']>
    : never;
};

/** A row as the guard reads it. */
export type AnyPermission = Permission<Readonly<Record<string, unknown>>>;

/** Id of the search that a request names; undefined where it names none, or all by `searches/-`. */
export function searchOf(permission: AnyPermission, request: unknown): string | undefined {
  if (permission.search === undefined) return undefined;
  const name = (request as Readonly<Record<string, unknown>> | undefined)?.[permission.search];
  return typeof name === 'string' ? (parseSearchName(name) ?? parseTrialName(name)?.searchId) : undefined;
}
